"""What the editor completes with: prefixes, classes, properties and coded values, with their labels."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext

from graph.declarations import registry
from graph.publishing.prefixes import abbreviated, prefixes
from graph.publishing.vocabulary import current


def terms() -> dict[str, object]:
    """`prefixes` by name; `classes`, `properties` and `values` as prefixed names with labels in the active language."""
    return {
        "prefixes": dict(prefixes()),
        "classes": _named(_classes()),
        "properties": _named(_properties()),
        "values": _named(_values()),
    }


def _named(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Labels by prefixed name; several that one term has stand side by side."""
    found: dict[str, dict[str, None]] = {}
    for address, label in pairs:
        found.setdefault(abbreviated(address), {})[capfirst(label)] = None
    return {name: ", ".join(labels) for name, labels in sorted(found.items())}


def _classes() -> Iterator[tuple[str, str]]:
    for declared in registry():
        for each in declared.graph_type.rdf:
            yield str(each), str(declared.model._meta.verbose_name)


def _properties() -> Iterator[tuple[str, str]]:
    for declared in registry():
        for field in declared.fields.values():
            for predicate in field.predicates:
                yield str(predicate), gettext(declared.label(field))


def _values() -> Iterator[tuple[str, str]]:
    """Coded values, such as the kinds of an outcome."""
    for scheme in current().schemes.values():
        for concept in scheme.concepts:
            yield str(concept.iri), str(concept.labels)
