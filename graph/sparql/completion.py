"""List the terms that the editor completes: prefixes, classes, properties and coded values, with their labels."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst

from graph.declarations import registry
from graph.publishing.prefixes import abbreviated, prefixes
from graph.publishing.vocabulary import current


def terms() -> dict[str, object]:
    """Return all terms by kind.

    `prefixes` has IRIs by prefix; `classes`, `properties` and `values` have labels in the active language by prefixed
    name.
    """
    return {
        "prefixes": dict(prefixes()),
        "classes": _named(_classes()),
        "properties": _named(_properties()),
        "values": _named(_values()),
    }


def _named(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return labels by prefixed name; several labels of one term are joined by commas."""
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
                yield str(predicate), declared.label(field)


def _values() -> Iterator[tuple[str, str]]:
    """Yield IRIs and labels of coded values, such as the kinds of an outcome."""
    for scheme in current().schemes.values():
        for concept in scheme.concepts:
            yield str(concept.iri), str(concept.labels)
