"""Panels about records that are public because a public page names them: on the record's form, and on the page's."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel
from wagtail.models import Page

from cms.isolation import isolated
from graph import presentation
from graph.identity import id_of
from graph.journal import named_publicly_by
from graph.replica import reading
from graph.visibility import ApprovedRecord, records_named_by

NAMED = 3
"""Number of resources that are listed among those that name a record."""


def public_by_naming(record: Model) -> dict[str, Any]:
    """Return the public record and the first resources that make it public, as the context of a template."""
    language, resource = presentation.active_language(), id_of(record)
    with reading() as graph:
        public = presentation.mention(graph, resource, language) if resource in graph else None
        sources = [each for each in sorted(named_publicly_by(resource)) if each in graph]
        named_by = [presentation.mention(graph, each, language) for each in sources]
    return {"public": public, "named_by": named_by[:NAMED], "more": len(named_by[NAMED:])}


class NamedPanel(Panel):
    """Panel that says what visitors see of an unpublished record, because something public links to it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/panels/named.html"

        def is_shown(self):
            return super().is_shown() and bool(self.instance.pk) and self.instance.is_named()

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | public_by_naming(self.instance)


@dataclass(frozen=True)
class NamedRecord:
    """A record that a page names; its address is None for a user who may not edit it."""

    name: str
    kind: str
    address: str | None


def effects_on_records(page: Page, user: AbstractBaseUser) -> dict[str, list[NamedRecord]]:
    """Return the records that become public with a page, and those of which a draft stays hidden."""
    effects: dict[str, list[NamedRecord]] = {"new_records": [], "hidden_drafts": []}
    with isolated("Listing the records that a page names", page):
        for effect, record in _effects(page):
            address = AdminURLFinder(user).get_edit_url(record)
            effects[effect].append(NamedRecord(str(record), str(record._meta.verbose_name), address))
    return effects


def _effects(page: Page) -> Iterator[tuple[str, ApprovedRecord]]:
    for record in records_named_by(page):
        if record.is_new():
            yield "new_records", record
        elif record.has_hidden_draft():
            yield "hidden_drafts", record


class NamedRecordsPanel(Panel):
    """Panel that says what publishing a page does to the records that the saved draft names."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/panels/named_records.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.effects = effects_on_records(self.instance, self.request.user) if self.instance.pk else {}

        def is_shown(self):
            return super().is_shown() and any(self.effects.values())

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | self.effects
