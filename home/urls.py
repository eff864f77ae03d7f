"""URLs of the website: `interfaces`, which are always there, and `pages`, which a front end may take over."""

from django.urls import path

from home import appearance, design, llms, sitemap, views, well_known
from home.atlas import views as atlas
from home.explorer import views as explorer
from home.mcp.view import mcp
from home.reconciliation import views as reconciliation

interfaces = [
    path("robots.txt", well_known.robots),
    path("logo", appearance.logo, name="logo"),
    path("llms.txt", llms.llms, name="llms"),
    path("mcp", mcp, name="mcp"),
    path("reconcile", reconciliation.reconcile, name="reconcile"),
    path("reconcile/", reconciliation.reconcile),
    path("reconcile/suggest/entity", reconciliation.suggest_entities),
    path("reconcile/suggest/type", reconciliation.suggest_types),
    path("reconcile/suggest/property", reconciliation.suggest_properties),
    path("reconcile/properties", reconciliation.proposed, name="reconciliation-properties"),
    path("reconcile/preview", reconciliation.preview, name="reconciliation-preview"),
    path(".well-known/security.txt", well_known.security),
    path("favicon.ico", well_known.favicon),
    path("map.geojson", atlas.geojson, name="geojson"),
    path("browse/<slug:slug>.<str:extension>", views.taken, name="taken"),
    path("explore/graph.json", explorer.graph_json, name="explore-json"),
    path("explore/graph.graphml", explorer.graphml, name="explore-graphml"),
]
pages = [
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:name>.xml", sitemap.part, name="sitemap-part"),
    path("design/", design.design, name="design"),
    path("map/", atlas.world_map, name="map"),
    path("explore/", explorer.explore, name="explore"),
    path("search/", views.search, name="search"),
    path("browse/", views.types, name="types"),
    path("browse/<slug:slug>/", views.resources, name="resources"),
    path("browse/<slug:slug>/<str:key>/", views.resource, name="resource"),
    path("browse/<slug:slug>/<str:key>/history/", views.history, name="history"),
    path("browse/<slug:slug>/<str:key>/<slug:inverse>/", views.related, name="related"),
]
urlpatterns = [*interfaces, *pages]
