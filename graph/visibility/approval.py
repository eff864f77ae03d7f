"""Keep the approved state of records that are public because a public resource names them, while drafts are written.

Wagtail writes the draft of an unpublished record into its row, and a record that is named is public from its row. From
its first approval on, such a row therefore changes only by publishing; drafts are kept in revisions, like those of
published records. A record is approved by publishing it, or by publishing or scheduling a page that names it. A record
that was ever public is approved too.
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
    """Whether the record's content was ever approved. Revisions do not contain this field."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save all columns, but of a draft of an approved record only its state, not its content."""
        with transaction.atomic():
            if kwargs.get("update_fields") is None:
                keeps_content = self.keeps_content()
                self.approved = self.live or keeps_content
                if keeps_content:
                    # Only the columns of locks, drafts and revisions, and no content.
                    kwargs["update_fields"] = [field.name for field in ApprovedRecord._meta.fields]
            super().save(*args, **kwargs)

    def keeps_content(self) -> bool:
        """Return whether saving this draft must leave the approved content of its row unchanged.

        Call this within a transaction: the row stays locked until its end, so that it is not approved meanwhile.
        """
        if self.live:
            return False
        row = type(self)._default_manager.filter(pk=self.pk).select_for_update(no_key=True)
        stored = row.values_list("live", "approved").first()
        return stored is not None and (any(stored) or Resource.objects.filter(pk=id_of(self)).exists())

    def is_named(self) -> bool:
        """Return whether the record is public without being published."""
        return not self.live and Resource.objects.filter(pk=id_of(self), status=Resource.Status.PUBLIC).exists()

    def is_new(self) -> bool:
        """Return whether naming the record on a public page makes its newest draft public."""
        return not self.live and not self.approved and not self.is_named()

    def has_hidden_draft(self) -> bool:
        """Return whether the newest draft says something else than the row, of which the public version is made."""
        if not self.has_unpublished_changes or self.latest_revision is None:
            return False
        return _content(self.latest_revision.as_object()) != _content(self)

    @property
    def status_string(self) -> str:
        """The record's status as lists in the admin show it."""
        return _("public, as it is named") if self.is_named() else super().status_string

    def serializable_data(self) -> dict[str, Any]:
        """Return the content of a revision, without `approved`."""
        return {name: value for name, value in super().serializable_data().items() if name != "approved"}

    def with_content_json(self, content: dict[str, Any]) -> ApprovedRecord:
        """Return the record with the content of a revision, and with the current `approved`."""
        record: ApprovedRecord = super().with_content_json(content)
        record.approved = self.approved
        return record


def _content(record: ApprovedRecord) -> dict[str, Any]:
    """Return what the record says, without its state and the time of its last change."""
    state = {field.name for field in ApprovedRecord._meta.fields} | {"modified"}
    return {name: value for name, value in record.serializable_data().items() if name not in state}


def approve_named(page: Page) -> None:
    """Approve the records that a page names in their present state, since publishing the page publishes them."""
    if not any(_waiting(declared.model).exists() for declared in _types_to_approve()):
        return
    with transaction.atomic():
        for declared, keys in _records_named_by(page).items():
            _approve(_waiting(declared.model) & instances(declared, declared.model, keys))


def records_named_by(page: Page) -> list[ApprovedRecord]:
    """Return the records that are public once the page is, because it names them."""
    return [
        record
        for declared, keys in _records_named_by(page).items()
        for record in instances(declared, declared.model, keys).select_related("latest_revision")
    ]


def approve_scheduled(instance: Revision, **kwargs: Any) -> None:
    """Approve the records that a page names when its publication is scheduled; receives saved revisions."""
    if instance.approved_go_live_at and isinstance(page := instance.as_object(), Page):
        approve_named(page)


def _records_named_by(page: Page) -> dict[DeclaredType, set[str]]:
    """Return the keys of the records by type; an alias names none, because its source does."""
    if page.alias_of_id or getattr(page, "graph_type", None) is None:
        return {}
    language = primary_language(page.locale.language_code)
    named = set(_mentions(registry().types[page.graph_type.name], Translation(language, page)))
    types = _types_to_approve()
    return {declared: keys for declared, keys in by_type(named).items() if declared in types}


def _types_to_approve() -> list[DeclaredType]:
    return [declared for declared in registry().resources if issubclass(declared.model, ApprovedRecord)]


def _waiting(model: type[Model]) -> models.QuerySet[Any]:
    return model._default_manager.filter(live=False, approved=False)


def _approve(rows: models.QuerySet[Any]) -> None:
    # Locked in order, so that publishing two pages which name the same records cannot deadlock. Rows of a page hold a
    # key lock on the records they name, for which FOR NO KEY UPDATE does not wait.
    keys = list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys).update(approved=True)


def _mentions(declared: DeclaredType, translation: Translation) -> Iterator[ResourceId]:
    """Yield the ids that a page and its parts mention, without links whose targets are never approved."""
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
