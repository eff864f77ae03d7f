"""Define the URLs of the published graph: resources, documents, the whole dataset, the vocabulary, health."""

from django.urls import include, path
from django.views.generic import RedirectView

from graph.monitoring import health
from graph.monitoring.views import metrics
from graph.networks import views as network_views
from graph.publishing import views
from graph.publishing.description import description
from graph.publishing.feed.views import changes, page, stream
from graph.publishing.pages import type_of_resource
from graph.publishing.past import views as past_views
from graph.publishing.versions import views as version_views
from graph.sparql import editor, worked
from graph.sparql.views import endpoint

urlpatterns = [
    path("id/<path:name>", views.identity, name="identity"),
    path("data", RedirectView.as_view(pattern_name="description", permanent=False)),
    path("data/", RedirectView.as_view(pattern_name="description", permanent=False)),
    path("data/csv-metadata.json", views.csv_metadata, name="csv-metadata"),
    path("data/<slug:name>.<str:extension>", views.dataset, name="dataset"),
    path("data/<slug:slug>/<str:key>/at/<str:name>", past_views.memento, name="memento"),
    path("data/<slug:slug>/<str:key>/timemap", past_views.time_map, name="timemap"),
    path("data/<slug:slug>/<str:key>/history", past_views.provenance_document, name="provenance"),
    path("data/<slug:slug>/<str:key>/history.<str:extension>", past_views.provenance_document, name="provenance"),
    path("data/<path:name>", views.document, name="document"),
    path("dataset", description, name="description"),
    path("dataset/versions", version_views.versions, name="versions"),
    path("dataset/versions.<str:extension>", version_views.versions, name="versions"),
    path("dataset/versions/<str:name>/<str:file>", version_views.version_file, name="version-file"),
    path("dataset/versions/<str:name>", version_views.version, name="version"),
    path("dataset/<slug:slug>", type_of_resource, name="type-of-resource"),
    path("dataset.<str:extension>", description, name="description"),
    path(".well-known/void", RedirectView.as_view(pattern_name="description", permanent=False)),
    path("vocab", views.vocabulary, name="vocabulary"),
    path("vocab.<str:extension>", views.vocabulary, name="vocabulary"),
    path("shapes.ttl", views.shape_graph, name="shapes"),
    path("context.jsonld", views.context, name="context"),
    path("", include("graph.files.urls")),
    path("changes", changes, name="changes"),
    path("changes.<str:extension>", changes, name="changes"),
    path("changes/pages/<str:epoch>/<int:number>", page, name="changes-page"),
    path("changes/pages/<str:epoch>/<int:number>.<str:extension>", page, name="changes-page"),
    path("changes/stream", stream, name="changes-stream"),
    path("networks/", network_views.index, name="networks"),
    path("networks/<slug:name>.<str:extension>", network_views.network, name="network"),
    path("sparql", endpoint, name="sparql"),
    path("sparql/", endpoint),
    path("sparql/terms.json", editor.terms, name="sparql-terms"),
    path("sparql/queries/<slug:name>.rq", worked.text, name="worked-query"),
    path("sparql/queries/<slug:name>", worked.identity),
    path("sparql/queries.<str:extension>", worked.document),
    path("sparql/queries", worked.document, name="worked-queries"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]
