"""Faults of stored records, written by SQL as a faulty migration or a hand-edited copy leaves them.

Which columns a fault can be in follows from the models of the registry, so that a new type is broken too.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import DraftStateMixin, LockableMixin, Page, Revision, TranslatableMixin, WorkflowMixin

from cms.fields import CoordinatesField, MultilingualTextField, PartialDateField

NOBODY = 987_654_321
KEYS = {"slug", "url_path", "path", "code", "code3", "m49", "copy_key", "file_hash"}
"""By these a record is found, or its place is: without them it would be another record."""
NUMBERS = (models.IntegerField, models.DecimalField, models.PositiveIntegerField, models.PositiveSmallIntegerField)
WAGTAILS = {
    column.name
    for model in (
        Page,
        AbstractImage,
        AbstractDocument,
        WorkflowMixin,
        LockableMixin,
        DraftStateMixin,
        TranslatableMixin,
    )
    for column in model._meta.concrete_fields
} - {"title", "file"}
"""Columns that Wagtail alone writes and reads."""
LINKS = (
    '<p>Kept <a linktype="page">a</a><a linktype="page" id="abc">b</a><a linktype="page" id="1.0">c</a>'
    '<a linktype="document" id="">d</a><a linktype="no">e</a><a>f</a>'
    '<embed embedtype="image" id="x"/><embed embedtype="media" url="http://[no"/><embed/></p>'
)


@dataclass(frozen=True)
class Fault:
    """A value that no form lets through."""

    name: str
    applies: Callable[[models.Field], bool]
    value: Any
    on_sqlite_only: bool = False
    """PostgreSQL's columns have types and lengths."""

    @property
    def possible(self) -> bool:
        return connection.vendor == "sqlite" or not self.on_sqlite_only

    def places(self, record: models.Model) -> Iterator[tuple[models.Model, models.Field]]:
        """Yield the columns of the record and of its rows that can have it."""
        for instance in (record, *_rows(record)):
            yield from ((instance, column) for column in instance._meta.concrete_fields if self._is_in(column))

    def plant(self, record: models.Model) -> bool:
        """Put it wherever it can be; returns whether that was anywhere."""
        places = list(self.places(record))
        for instance, column in places:
            _write(instance, column, self.value)
        return bool(places)

    def _is_in(self, column: models.Field) -> bool:
        return not column.primary_key and column.name not in WAGTAILS and self.applies(column) and self._fits(column)

    def _fits(self, column: models.Field) -> bool:
        return connection.vendor == "sqlite" or len(str(self.value)) <= (column.max_length or len(str(self.value)))


@dataclass(frozen=True)
class DraftFault:
    """A draft of another shape than this version's."""

    name: str
    value: Any
    possible = True

    def plant(self, record: models.Model) -> bool:
        number = getattr(record, "latest_revision_id", None)
        with connection.cursor() as cursor:
            statement = f"UPDATE {Revision._meta.db_table} SET content = %s WHERE id = %s"  # noqa: S608 our own name
            cursor.execute(statement, [json.dumps(self.value), number])
        return number is not None


def _is(*kinds: type) -> Callable[[models.Field], bool]:
    return lambda column: type(column) in kinds


def _is_text(column: models.Field) -> bool:
    return type(column) in (models.CharField, models.TextField) and not (
        column.unique or column.choices or column.name in KEYS
    )


def _is_choice(column: models.Field) -> bool:
    return isinstance(column, models.CharField) and bool(column.choices) and (column.max_length or 0) >= len("no iri")


def _is_number(column: models.Field) -> bool:
    return type(column) in NUMBERS and column.name not in ("sort_order", "revision")


def _is_link(column: models.Field) -> bool:
    """Not from a row to its page, which no page would read."""
    return isinstance(column, models.ForeignKey) and not isinstance(column, ParentalKey)


FAULTS: list[Fault | DraftFault] = [
    Fault("links without ids", _is(RichTextField), LINKS),
    Fault("blocks of no shape", _is(StreamField), '[7, {"a": 1}, {"type": "paragraph", "value": 5}]'),
    Fault("blocks that are no list", _is(StreamField), '{"a": 1}'),
    Fault("labels with odd values", _is(MultilingualTextField), '{"en": 5, "fr": [1], "xx": null}'),
    Fault("labels that are a number", _is(MultilingualTextField), "7"),
    Fault("a date that is none", _is(PartialDateField), "2020-13-45"),
    Fault("a place that is none", _is(CoordinatesField), "north of nowhere"),
    Fault("a number that is none", _is_number, "many", on_sqlite_only=True),
    Fault("an address that is none", _is(models.URLField), 'http://[broken/\x07 \\"'),
    Fault("control characters", _is_text, "Odd\x07\x0b\u202e\ufdd0 words"),
    Fault("too long", _is_text, "Long " * 400, on_sqlite_only=True),
    Fault("a choice that is no IRI", _is_choice, "no iri"),
    Fault("a link to nobody", _is_link, NOBODY),
    Fault("a file that has gone", lambda column: isinstance(column, models.FileField), "gone/nothing.pdf"),
    DraftFault("a draft of another shape", {"nothing": "of it"}),
    DraftFault("a draft that is a list", [1]),
    DraftFault("a draft with broken parts", {"pk": "x", "country_links": 7, "body": 5, "start_date": "?", "labels": 3}),
]


def _rows(record: models.Model) -> Iterator[models.Model]:
    for relation in get_all_child_relations(type(record)):
        yield from relation.related_model._default_manager.filter(**{relation.field.name: record.pk})


def _write(record: models.Model, column: models.Field, value: Any) -> None:
    table, key = column.model._meta.db_table, column.model._meta.pk
    with connection.cursor() as cursor:
        statement = f'UPDATE "{table}" SET "{column.column}" = %s WHERE "{key.column}" = %s'  # noqa: S608 our own names
        cursor.execute(statement, [value, record.pk])
