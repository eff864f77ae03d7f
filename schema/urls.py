"""URLs of the GraphQL API."""

from django.urls import path

from schema.http import api_status, documents, graphql, guide, schema_text

urlpatterns = [
    path("", graphql, name="graphql"),
    path("documents", documents, name="graphql-documents"),
    path("guide", guide, name="graphql-guide"),
    path("status", api_status, name="graphql-status"),
    path("schema.graphql", schema_text, name="graphql-schema"),
]
