"""Where an editor changes what a page of the website shows."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.admin_url_finder import AdminURLFinder

from graph.declarations import declared_type
from graph.identity import ResourceId, split
from graph.visibility import instances


def address(request: HttpRequest, resource: ResourceId) -> str:
    """Return the address of the form for a resource, or "" if this user may not edit it."""
    user = getattr(request, "user", None)
    declared = declared_type(resource)
    if user is None or declared is None or not user.has_perm("wagtailadmin.access_admin"):
        return ""
    finder = AdminURLFinder(user)
    rows = (row for model in declared.models for row in instances(declared, model, [split(resource)[1]]))
    return next((found for row in rows if (found := finder.get_edit_url(row))), "")
