"""The permission to read an uploaded file: the graph's for everybody, the admin's for editors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from graph.identity import id_of
from graph.replica import reading

ADMIN = "wagtailadmin.access_admin"
ACTIONS = ("change", "delete", "choose")
"""Rights over a collection: with any of them, the admin shows its files. Who may only add sees what is their own."""


def is_public(owner: Any) -> bool:
    """Ask the graph about the picture or document that a file belongs to."""
    if id_of(owner) is None:
        return False
    with reading() as replica:
        return id_of(owner) in replica


def is_shown_in_admin(request: HttpRequest, owner: Any) -> bool:
    """Return True for a signed-in user to whom the admin shows this picture, document or profile picture."""
    user = request.user
    if not (user.is_active and user.has_perm(ADMIN)):
        return False
    if isinstance(owner, UserProfile):
        return True
    policy = policy_registry.get_by_type(type(owner))
    return bool(policy.user_has_any_permission_for_instance(user, ACTIONS, owner))


def is_restricted(document: Any) -> bool:
    """Return True if the document's collection is for people who log in, are in a group, or know a password."""
    return bool(document.collection.get_view_restrictions())


def way_in(request: HttpRequest, document: Any) -> HttpResponse | None:
    """Return Wagtail's form or redirect for a visitor who may not read a restricted document; None for one who may."""
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponse):
            if answer.status_code == 200:
                # The form asks for a password: this is not the document.
                answer.status_code = 403
            answer["Cache-Control"] = "private, no-store"
            return answer
    return None
