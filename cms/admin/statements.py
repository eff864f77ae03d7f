"""The side panel that shows a page's statements in the graph; a separate view fills it when it is opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page, Revision

from cms.admin.privacy import is_out_of_reach, visibility
from cms.isolation import UNREADABLE, isolated
from cms.previews import turtle_of
from graph import presentation
from graph.identity import ResourceId, iri
from graph.journal import description_of
from graph.mirror import history
from graph.models import Change
from graph.presentation import Statement
from graph.publishing.formats import TURTLE
from graph.publishing.links import document_address

NAMED = 12
"""Number of resources of each type that the panel names among those that link to the page."""
VERSIONS = 10


class StatementsSidePanel(BaseSidePanel):
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle what this page says")
        icon_name = "site"
        has_counter = False

    name = "statements"
    title = _("What this page says")
    template_name = "cms/admin/statements_panel.html"
    order = 160

    def get_context_data(self, parent_context):
        address = reverse("page_statements", args=[self.object.pk]) if self.object.pk else ""
        return {**super().get_context_data(parent_context), "address": address}


@dataclass(frozen=True)
class Version:
    """One public state of the page: its time, its author, and its differences from the state before."""

    moment: datetime
    who: str
    withdrawn: bool
    differences: list[Statement]


def statements(request, page_id: int):
    page = get_object_or_404(Page, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit() or getattr(page, "graph_type", None) is None:
        raise PermissionDenied
    context = None
    with isolated("Showing what is stated", page):
        context = _context(page) | {"visibility": list(visibility(page)), "is_out_of_reach": is_out_of_reach(page)}
    if context is None:
        return HttpResponse(format_html("<p><strong>{}</strong></p>", UNREADABLE))
    return render(request, "cms/admin/statements.html", context)


def _context(page: Page) -> dict[str, Any]:
    with presentation.reading_as_editor(page) as (public, draft, reader):
        lines = presentation.compared(public, draft, reader)
        incoming = presentation.links_to(draft.id, reader, NAMED)
        return {
            "page": page,
            "iri": iri(draft.id),
            "public": public is not None,
            "document": document_address(draft.id, TURTLE),
            "statements": lines,
            "changes": [each for each in lines if each.state],
            "incoming": incoming,
            "drawing": presentation.drawn(incoming, presentation.links_from(draft, reader)),
            "turtle": turtle_of(draft),
            "versions": list(_versions(draft.id, reader)),
        }


def _versions(resource: ResourceId, reader) -> Iterator[Version]:
    """Yield the last `VERSIONS` public states, newest first; the very first state has no state before it."""
    told = list(history.versions(resource))[-VERSIONS - 1 :]
    people = _people(told)
    before = [None, *told] if len(told) <= VERSIONS else told
    for old, new in reversed(list(pairwise(before))):
        differences = presentation.compared(_description(old), _description(new), reader)
        yield Version(
            moment=new.recorded_at,
            who=people.get(_revision(new), ""),
            withdrawn=new.kind == Change.Kind.WITHDRAWAL,
            differences=[each for each in differences if each.state],
        )


def _description(change: Change | None):
    return description_of(change) if change and change.kind == Change.Kind.UPSERT else None


def _revision(change: Change) -> int | None:
    nodes = change.values.get("nodes", {})
    return nodes[change.resource]["values"].get("revision") if nodes else None


def _people(changes: list[Change]) -> dict[int | None, str]:
    """Return the names of the users who wrote the published revisions, by primary key of the revision."""
    rows = Revision.objects.filter(pk__in=filter(None, map(_revision, changes))).select_related("user")
    return {each.pk: each.user.get_full_name() or each.user.get_username() for each in rows if each.user}


urlpatterns = [path("pages/<int:page_id>/statements/", statements, name="page_statements")]
