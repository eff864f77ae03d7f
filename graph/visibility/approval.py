"""Records that are public when something public names them keep their last approved state while drafts are written.

Wagtail writes the draft of a record that is not published into its row, and a record that is named is public from its
row. From its first approval on, such a row changes by publishing alone; drafts wait in revisions, as those of
published records do. Publishing a record approves it, so does publishing or scheduling a page that names it, and what
was ever public is approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, LockableMixin, Page, Revision, RevisionMixin

from graph.declarations import DeclaredType, Link, Part, Translation, Visibility, by_type, primary_language, registry
from graph.identity import ResourceId, id_of
from graph.models import Resource
from graph.visibility.public import instances


class ApprovedRecord(LockableMixin, DraftStateMixin, RevisionMixin):
    """A record with drafts whose row holds what was approved."""

    approved = models.BooleanField(default=False, editable=False)
    """Whether its content was ever approved. Revisions say nothing of it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save all columns of a publication or of a draft that nobody has approved; of any other draft, its state."""
        with transaction.atomic():
            if kwargs.get("update_fields") is None:
                keeps_content = self.keeps_content()
                self.approved = self.live or keeps_content
                if keeps_content:
                    # Where it stands in its workflow, and nothing of what it says.
                    kwargs["update_fields"] = [field.name for field in ApprovedRecord._meta.fields]
            super().save(*args, **kwargs)

    def keeps_content(self) -> bool:
        """Return whether saving this draft must leave the approved content of its row alone.

        Ask within a transaction. The row stays locked until its end, so that nobody approves it meanwhile.
        """
        if self.live:
            return False
        row = type(self)._default_manager.filter(pk=self.pk).select_for_update(no_key=True)
        stored = row.values_list("live", "approved").first()
        return stored is not None and (any(stored) or Resource.objects.filter(pk=id_of(self)).exists())

    def is_named(self) -> bool:
        """Return whether it is public without being published."""
        return not self.live and Resource.objects.filter(pk=id_of(self), status=Resource.Status.PUBLIC).exists()

    @property
    def status_string(self) -> str:
        """What lists in the admin say of it."""
        return _("public, as it is named") if self.is_named() else super().status_string

    def serializable_data(self) -> dict[str, Any]:
        """What a revision holds."""
        return {name: value for name, value in super().serializable_data().items() if name != "approved"}

    def with_content_json(self, content: dict[str, Any]) -> ApprovedRecord:
        """The record as a revision has it."""
        record: ApprovedRecord = super().with_content_json(content)
        record.approved = self.approved
        return record


def approve_named(page: Page) -> None:
    """Approve the records that a page names as they are now, because somebody entitled publishes the page."""
    types = _types_to_approve()
    waiting = any(_waiting(declared.model).exists() for declared in types)
    if not waiting or page.alias_of_id or getattr(page, "graph_type", None) is None:
        return
    language = primary_language(page.locale.language_code)
    named = set(_mentions(registry().types[page.graph_type.name], Translation(language, page)))
    with transaction.atomic():
        for declared, keys in by_type(named).items():
            if declared in types:
                _approve(_waiting(declared.model) & instances(declared, declared.model, keys))


def approve_scheduled(instance: Revision, **kwargs: Any) -> None:
    """Receive that a revision was saved: publishing a page at a later time approves what it names now."""
    if instance.approved_go_live_at and isinstance(page := instance.as_object(), Page):
        approve_named(page)


def _types_to_approve() -> list[DeclaredType]:
    return [declared for declared in registry().resources if issubclass(declared.model, ApprovedRecord)]


def _waiting(model: type[Model]) -> models.QuerySet[Any]:
    return model._default_manager.filter(live=False, approved=False)


def _approve(rows: models.QuerySet[Any]) -> None:
    # In one order, so that two pages which name the same records cannot wait for each other. Rows of a page hold a key
    # lock on what they name, which NO KEY UPDATE does not wait for.
    keys = list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys).update(approved=True)


def _mentions(declared: DeclaredType, translation: Translation) -> Iterator[ResourceId]:
    """Yield what a page and its parts mention, without links that lead to nothing that is approved."""
    for field in declared.fields.values():
        if isinstance(field, Part):
            for row in field.read(translation.instance):
                yield from _mentions(registry().types[field.to], Translation(translation.language, row))
        elif not isinstance(field, Link) or _leads_to_records(field):
            value = field.describe([translation])
            yield from field.targets(value) if value is not None else ()


def _leads_to_records(link: Link) -> bool:
    targets = (each.graph_type.visibility for each in registry().targets(link))
    return Visibility.OWN_OR_LINKED in targets
