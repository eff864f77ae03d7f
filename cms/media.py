"""Uploaded files, served by Accord itself where no web server stands before it (the demo, development).

Documents are not among these: they may be private, and Wagtail's own view decides who gets them.
"""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.views.static import serve
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as serve_document

from graph import replica
from graph.identity import id_of


def media(request, path):
    if path.startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    # What an editor uploads must never run as a page of ours.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def document(request, document_id, filename):
    """Wagtail's view, but the address of a file that was replaced leads to the one of today, where that is public.

    Elsewhere Wagtail's answer stands: the name of a file that nobody may see is not told.
    """
    found = get_document_model().objects.filter(pk=document_id).first()
    if found and found.filename != filename:
        with replica.reading() as graph:
            if id_of(found) in graph:
                return redirect(found.url)
    return serve_document(request, document_id, filename)
