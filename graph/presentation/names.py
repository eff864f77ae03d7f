"""Find the names of hidden resources for people who may see a page that mentions them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Model

from graph.declarations import DeclaredType, Translation, Visibility, declared_type, primary_language
from graph.description import Description
from graph.identity import ResourceId, resource_id, split
from graph.presentation.model import Item
from graph.presentation.reader import kind, title
from graph.replica import Replica
from graph.visibility import instances


def names_of_hidden(
    description: Description, replica: Replica, language: str, for_editor: bool
) -> dict[ResourceId, Item]:
    """Return the names of hidden resources that a description mentions, without addresses.

    An editor sees all of them, as in the form. Another visitor, who may see a private page, sees only the names of
    resources that become public when a public page mentions them (such as organisations), not of drafts or of other
    private pages.
    """
    keys: dict[DeclaredType, list[str]] = defaultdict(list)
    for resource in description.targets():
        declared = declared_type(resource)
        if declared is None or declared.is_part:
            continue
        linked = declared.graph_type.visibility is Visibility.OWN_OR_LINKED
        if resource not in replica and (for_editor or linked):
            keys[declared].append(split(resource)[1])
    return {name: item for declared, several in keys.items() for name, item in _names(declared, several, language)}


def _names(declared: DeclaredType, keys: Iterable[str], language: str) -> Iterator[tuple[ResourceId, Item]]:
    """Yield names from the database: the only place where the website reads more than the public graph."""
    found: dict[str, list[Translation]] = defaultdict(list)
    for model in declared.models:
        for row in instances(declared, model, keys):
            key = str(getattr(row, declared.graph_type.key))
            found[key].append(Translation(_language(row), row))
    name = declared.fields[declared.graph_type.title or "title"]
    for key, translations in found.items():
        resource = resource_id(declared.graph_type, key)
        values = {name.name: name.describe(translations)}
        named = title(declared, resource, values, language)
        yield resource, Item(named.text, named.language, kind=kind(declared))


def _language(row: Model) -> str | None:
    locale = getattr(row, "locale", None)
    return primary_language(locale.language_code) if locale else None
