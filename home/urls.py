"""Addresses of what has no page of its own, of lists, and of the search."""

from django.urls import path

from home import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("browse/", views.types, name="types"),
    path("browse/<slug:slug>/", views.resources, name="resources"),
    path("browse/<slug:slug>/<str:key>/", views.resource, name="resource"),
    path("browse/<slug:slug>/<str:key>/<slug:inverse>/", views.related, name="related"),
]
