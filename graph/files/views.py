"""Every address of an uploaded file: where it is stored, a document's, and those of a picture in smaller sizes.

Each asks the graph in the moment of the request. What is not public is not found, unless the admin shows it to this
user, or the collection of a document is for some people and this is one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.users.models import UserProfile

from graph import previews
from graph.declarations import registry
from graph.files.access import is_public, is_restricted, is_shown_in_admin, way_in
from graph.files.sending import sent
from graph.identity import ResourceId, resource_id
from graph.publishing.tags import fitted, tag_headers
from graph.refusals import Refusal
from graph.replica import Asked, Busy, asked, digest_of, reading


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a picture, a rendition or a user's portrait by the name under which it is stored.

    Documents have no such address, because their collections may ask visitors for a password.
    """
    for owner, file in _stored(path):
        shared = is_public(owner)
        if shared or is_shown_in_admin(request, owner):
            return sent(request, file, shared=shared)
    raise Http404


def _stored(path: str) -> Iterator[tuple[Any, FieldFile]]:
    """Yield the files of exactly this name, with the pictures or users they belong to."""
    if "\0" in path:
        # PostgreSQL compares no text with a zero byte.
        return
    images = get_image_model()
    for image in images.objects.filter(file=path):
        yield image, image.file
    for rendition in images.get_rendition_model().objects.filter(file=path).select_related("image"):
        yield rendition.image, rendition.file
    for profile in UserProfile.objects.filter(avatar=path):
        yield profile, profile.avatar


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Answer with a document. The address of a file that was replaced leads to the one of today while it is public.

    A document that is not public is told from none only to those who know its name, in a restricted collection, so
    that they can log in or give the password.
    """
    found = get_object_or_404(get_document_model(), pk=document_id)
    shared = is_public(found)
    if found.filename != filename:
        if shared:
            return redirect(found.url)
        raise Http404
    if not shared and not is_shown_in_admin(request, found):
        if not is_restricted(found):
            raise Http404
        if refusal := way_in(request, found):
            return refusal
    return sent(request, found.file, shared=shared)


@require_safe
def rendition(request: HttpRequest, slug: str, key: str, name: str) -> HttpResponseBase:
    """Answer with a picture in a smaller size, which is made at the first view.

    The address of a picture whose file was replaced has the new file, so that no link breaks. Caches may keep what the
    address of today has, since that address never has anything else.
    """
    declared, wanted = registry().by_slug.get(slug), asked(slug, key, name)
    if declared is None or wanted is None:
        raise Http404
    # The graph before the database: the file is then never older than the digest with which the address is compared.
    picture = resource_id(declared.graph_type, key)
    public = _public_values(picture)
    image: Any = get_object_or_404(declared.model, **{declared.graph_type.key: key})
    in_preview = public is None and not is_shown_in_admin(request, image)
    if in_preview and not previews.opens(request.GET.get(previews.PARAMETER, ""), picture):
        raise Http404
    response = _sent_in_shape(request, image, picture, wanted, public)
    if in_preview:
        response["Cache-Control"] = "private, no-store"
    return response


def _sent_in_shape(
    request: HttpRequest, image: Any, picture: ResourceId, wanted: Asked, public: Any | None
) -> HttpResponseBase:
    try:
        made = image.get_rendition(wanted.shape.filter)
    except Busy:
        return Refusal(503, "Other pictures are being made smaller: ask again in a moment.").response()
    except SourceImageIOError as error:
        # The file is lost or no picture.
        raise Http404 from error
    response = sent(request, made.file, shared=public is not None, lasting=_is_of_today(wanted, public, image))
    if public is not None:
        # Caches before this site drop the file by this name when the picture is hidden.
        tag_headers(response, fitted({picture}))
    return response


def _is_of_today(wanted: Asked, public: Any | None, image: Any) -> bool:
    """Tell whether an address has the digest of the public picture, and the row has the same file."""
    if public is None or public["file_hash"] != image.file_hash:
        return False
    return wanted.digest == digest_of(public, wanted.shape.crop)


def _public_values(picture: ResourceId) -> Any | None:
    """Return what the graph says of a picture, or None if it is not public."""
    with reading() as replica:
        return replica.node(picture)["values"] if picture in replica else None
