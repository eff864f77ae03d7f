"""Load instances with all that their fields read, with one query per relation for any number of instances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import DatabaseError
from django.db.models import Model, prefetch_related_objects
from wagtail.models import Page

from graph.declarations import DeclaredType, Translation, registry
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
        prefetch_related_objects(rows, *_prefetches(declared, model))
        for row in rows:
            language = rules.languages.get(getattr(row, "locale_id", 0))
            found[str(getattr(row, declared.graph_type.key))].append(Translation(language, row))
    return found


def _prefetches(declared: DeclaredType, model: type[Model], prefix: str = "") -> list[str]:
    """Return the paths of the relations that the fields read, so that each is loaded with one query."""
    lookups: dict[str, None] = {}
    for name, each in declared.fields.items():
        for path in (_relations(model, path.split("__")) for path in each.paths):
            if path:
                lookups[prefix + "__".join(path)] = None
            if path and name in declared.parts:
                kind = registry().types[declared.parts[name].to]
                child = model._meta.get_field(path[0]).related_model
                lookups.update(dict.fromkeys(_prefetches(kind, child, f"{prefix}{path[0]}__")))  # type: ignore[arg-type]
    return list(lookups)


def _relations(model: type[Model] | None, path: list[str]) -> list[str]:
    """Return the beginning of a path that consists of relations; the rest is computed or read from columns."""
    found = []
    for name in path:
        fields = {each.name: each for each in model._meta.get_fields()} if model else {}
        if name not in fields or not fields[name].is_relation:
            break
        found.append(name)
        model = fields[name].related_model
    return found
