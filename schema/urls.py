"""URLs of the GraphQL API."""

from django.urls import path

from schema.http import graphql, schema_text

urlpatterns = [
    path("", graphql, name="graphql"),
    path("schema.graphql", schema_text, name="graphql-schema"),
]
