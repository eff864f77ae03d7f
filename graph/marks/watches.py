"""Derive from the registry which tables and columns the graph depends on.

Each `Watch` is one table with the columns whose change matters and the mark that a change writes. The triggers
of both databases are generated from the watches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Model
from wagtail.models import (
    Collection,
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from graph.declarations import DeclaredType, registry
from graph.models import PendingMark
from graph.visibility import GuardedPage

Scope = PendingMark.Scope

PAGE_COLUMNS = (
    "translation_key", "live", "path", "url_path", "slug", "expire_at", "locale_id", "alias_of_id", "content_type_id",
)  # fmt: skip
"""The columns of a page that `graph.visibility.public` and addresses depend on."""


@dataclass(frozen=True)
class Watch:
    """A table whose changes in `columns` write a mark of `scope`, `model` and the value of column `key`.

    `primary` is the primary key, by which old and new rows are matched. `live` names a boolean column: a change is
    ignored where it is false in both the old and the new row. `only` names the one kind of statement that matters; if
    empty, all do.
    """

    table: str
    columns: tuple[str, ...]
    scope: str
    model: str
    key: str
    primary: str = "id"
    live: str = ""
    only: str = ""


def watches() -> list[Watch]:
    """Return all watches, one per table, scope, model and key column, in a stable order."""
    merged: dict[tuple[str, str, str, str], Watch] = {}
    for watch in (*_wagtail_watches(), *_declared_watches()):
        identity = (watch.table, watch.scope, watch.model, watch.key)
        known = merged.get(identity)
        columns = sorted({*watch.columns, *(known.columns if known else ())})
        merged[identity] = Watch(**{**watch.__dict__, "columns": tuple(columns)})
    return sorted(merged.values(), key=lambda watch: (watch.table, watch.scope, watch.model))


def _wagtail_watches() -> Iterator[Watch]:
    page = Page._meta.label_lower
    yield Watch("wagtailcore_page", PAGE_COLUMNS, Scope.KEY, page, "translation_key", live="live")
    # Pages below an alias have the privacy of its source, until the alias becomes a page of its own.
    yield Watch("wagtailcore_page", ("alias_of_id",), Scope.SUBTREE, page, "id", only="update")
    # A link to a draft's address is shown as plain words until the draft is published, so drafts' addresses must be
    # known too.
    yield Watch("wagtailcore_page", ("url_path",), Scope.ROW, page, "id", only="update")
    restriction = PageViewRestriction._meta.db_table
    yield Watch(restriction, ("page_id",), Scope.SUBTREE, page, "page_id")
    # The privacy of a collection's files may follow from a collection above, and so from the place in the tree.
    collection = Collection._meta.label_lower
    yield Watch(Collection._meta.db_table, ("path",), Scope.SUBTREE, collection, "id")
    restricted = CollectionViewRestriction._meta.db_table
    yield Watch(restricted, ("collection_id",), Scope.SUBTREE, collection, "collection_id")
    for model in (Site, Locale):
        columns = tuple(each.column for each in model._meta.concrete_fields)
        yield Watch(model._meta.db_table, columns, Scope.EVERYTHING, "", "id")


def _declared_watches() -> Iterator[Watch]:
    for declared in registry().resources:
        for model in declared.models:
            yield from _model_watches(declared, model)


def _model_watches(declared: DeclaredType, model: type[Model]) -> Iterator[Watch]:
    own = list(_own_columns(declared, model))
    for name in [name for field in declared.fields.values() for name in field.watches]:
        found = _find(model, name)
        if found is None:
            raise ImproperlyConfigured(
                f"{model.__name__}.{name} is neither a model field nor a child relation; "
                f"name in depends_on what it is computed from."
            )
        if found.one_to_many:
            yield _child_watch(found)
            yield from _nested_watches(found.related_model)
        else:
            own.append(found)
    if issubclass(model, Page):
        yield from _page_watches(model, own)
    else:
        columns = tuple(each.column for each in own)
        key: Any = model._meta.get_field(declared.graph_type.key)
        primary: Any = model._meta.pk
        yield Watch(model._meta.db_table, columns, Scope.KEY, model._meta.label_lower, key.column, primary.column)


def _own_columns(declared: DeclaredType, model: type[Model]) -> Iterator[Any]:
    """Yield the model fields that decide about visibility and identity, without declared fields and Wagtail's page."""
    if issubclass(model, Page):
        if issubclass(model, GuardedPage):
            yield model._meta.get_field("withheld")
        return
    yield model._meta.get_field(declared.graph_type.key)
    if issubclass(model, DraftStateMixin):
        yield model._meta.get_field("live")
        yield model._meta.get_field("expire_at")
    if issubclass(model, CollectionMember):
        yield model._meta.get_field("collection")


def _page_watches(model: type[Page], fields: list[Any]) -> Iterator[Watch]:
    """Yield a watch for each table that holds watched columns of a page: its own and those of its parent models."""
    page = Page._meta.label_lower
    for owner in (model, *model._meta.get_parent_list()):
        columns = tuple(each.column for each in fields if each.model is owner)
        if not columns:
            continue
        if owner is Page:
            yield Watch("wagtailcore_page", columns, Scope.KEY, page, "translation_key", live="live")
        else:
            primary = owner._meta.pk.column
            yield Watch(owner._meta.db_table, columns, Scope.ROW, page, primary, primary)


def _child_watch(relation: Any) -> Watch:
    """Return the watch of a child table, with all columns: child rows change only when the parent is published."""
    child = relation.related_model
    parent = relation.field.related_model
    columns = tuple(each.column for each in child._meta.concrete_fields)
    label = Page._meta.label_lower if issubclass(parent, Page) else parent._meta.label_lower
    return Watch(
        child._meta.db_table,
        columns,
        Scope.ROW,
        label,
        relation.field.column,
        child._meta.pk.column,
    )


def _nested_watches(part: type[Model]) -> Iterator[Watch]:
    """Yield the watches of a part's own child tables, such as the countries of a result."""
    for declared_field in getattr(part, "graph_fields", ()):
        for name in declared_field.watches:
            found = _find(part, name)
            if found is not None and found.one_to_many:
                yield _child_watch(found)


def _find(model: type[Model], name: str) -> Any | None:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
