"""URLs of the views for search, for lists, for resources without a page and for files at fixed addresses."""

from django.urls import path

from home import design, llms, sitemap, views, well_known
from home.atlas import views as atlas
from home.mcp.view import mcp
from home.reconciliation import views as reconciliation

urlpatterns = [
    path("robots.txt", well_known.robots),
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
    path("design/", design.design, name="design"),
    path("favicon.ico", well_known.favicon),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:name>.xml", sitemap.part, name="sitemap-part"),
    path("map.geojson", atlas.geojson, name="geojson"),
    path("map/", atlas.world_map, name="map"),
    path("search/", views.search, name="search"),
    path("browse/", views.types, name="types"),
    path("browse/<slug:slug>.<str:extension>", views.taken, name="taken"),
    path("browse/<slug:slug>/", views.resources, name="resources"),
    path("browse/<slug:slug>/<str:key>/", views.resource, name="resource"),
    path("browse/<slug:slug>/<str:key>/history/", views.history, name="history"),
    path("browse/<slug:slug>/<str:key>/<slug:inverse>/", views.related, name="related"),
]
