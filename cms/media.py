"""Uploaded files, served by Accord itself where no web server stands before it (the demo, development).

Documents are left out: they may be private, and Wagtail's own view decides who gets them.
"""

from django.conf import settings
from django.http import Http404
from django.views.static import serve


def media(request, path):
    if path.startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    # What an editor uploads must never run as a page of ours.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
