"""Addresses of uploaded files. Those of documents have the names under which Wagtail asks for them."""

from django.conf import settings
from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password

from graph.files.views import document, media, rendition

urlpatterns = [
    path("documents/<int:document_id>/<path:filename>", document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("renditions/<slug:slug>/<str:key>/<str:name>", rendition, name="rendition"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media, name="media"),
]
