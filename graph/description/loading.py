"""Load instances with all that their fields read, by a few queries for any number of instances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import DatabaseError
from django.db.models import Model
from wagtail.models import Page

from graph.declarations import DeclaredType, Link, Translation, registry
from graph.description.relations import Relations, is_supported, load_relations
from graph.visibility import PageRules, instances, public_keys

Loaded = Mapping[str, list[Translation] | Exception]


def load(declared: DeclaredType, keys: Sequence[str] | None, rules: PageRules) -> Loaded:
    """Return the translations of the resources with these keys by key; the first translation gives the facts.

    A resource whose row cannot be read, such as one with blocks of another shape, has the exception instead: the keys
    are split in halves until the row is alone.
    """
    try:
        return _load(declared, keys, rules)
    except DatabaseError:
        raise
    except Exception as error:
        if keys is None:
            keys = _all_keys(declared, rules)
        if not keys:
            raise
        if len(keys) == 1:
            return {keys[0]: error}
        half = len(keys) // 2
        return {**load(declared, keys[:half], rules), **load(declared, keys[half:], rules)}


def _all_keys(declared: DeclaredType, rules: PageRules) -> list[str]:
    """Return the natural keys of all rows, or of all public pages, without reading other columns."""
    if declared.is_page:
        return sorted(public_keys(declared, None, rules))
    name = declared.graph_type.key
    return sorted(
        {str(key) for model in declared.models for key in model._default_manager.values_list(name, flat=True)}
    )


def _load(declared: DeclaredType, keys: Sequence[str] | None, rules: PageRules) -> dict[str, list[Translation]]:
    found: dict[str, list[Translation]] = defaultdict(list)
    for model in declared.models:
        if issubclass(model, Page):
            rows = [row for row in rules.pages(model, keys).select_related("locale") if rules.allows(row.path)]
        else:
            rows = list(instances(declared, model, keys))
        load_relations(model, rows, _relations(declared, model))
        for row in rows:
            language = rules.languages.get(getattr(row, "locale_id", 0))
            found[str(getattr(row, declared.graph_type.key))].append(Translation(language, row))
    return found


@cache
def _relations(declared: DeclaredType, model: type[Model]) -> Relations:
    """Return the relations that the fields read, each with the relations that are read of its targets."""
    found = Relations()
    for name, each in declared.fields.items():
        for path in each.paths:
            only_ids = isinstance(each, Link) and not each.depends_on
            _grow(found, model, path.split("__"), only_ids)
            if name in declared.parts and (part := found.below.get(path.split("__")[0])):
                child: Any = model._meta.get_field(path.split("__")[0]).related_model
                part.merge(_relations(registry().types[declared.parts[name].to], child))
    return found


def _grow(relations: Relations, model: type[Model], path: Sequence[str], only_ids: bool) -> None:
    """Add the beginning of a path that consists of relations; the rest is computed or read from columns."""
    known = {each.name: each for each in model._meta.get_fields()}
    if path and (relation := known.get(path[0])) and is_supported(relation):
        target: Any = relation.related_model
        _grow(relations.below.setdefault(path[0], Relations()), target, path[1:], only_ids)
    elif path or not only_ids:
        relations.whole = True
