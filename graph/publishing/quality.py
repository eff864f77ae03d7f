"""Validate the description of a record, published or not, against the shapes of `graph.publishing.shapes`.

This module neither writes nor reads the replica, so that it can be used inside a transaction too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node as Term

from graph.declarations import DeclaredType, Field, MultilingualText, NodeField, classes_of, registry
from graph.description import Description, Node, triples
from graph.identity import ResourceId, from_iri, iri
from graph.models import Resource
from graph.publishing import shapes

_one_at_a_time = threading.Lock()
"""A lock for validation, as pyshacl keeps state in its shapes while it validates; a record takes a few milliseconds."""


@dataclass(frozen=True)
class Finding:
    """A sentence for the editor, with the node (the resource or one of its parts) and the field that it is about."""

    message: str
    is_error: bool
    node: ResourceId
    field: str = ""


def findings(description: Description) -> list[Finding]:
    """Return the faults of a record, errors first."""
    data = _data(description)
    with _one_at_a_time:
        results = [result for shape, focus in _work(description, data) for result in _results(shape, focus, data)]
    found = {_finding(description, result) for result in _told_once(description, map(dict, results))}
    return sorted(found, key=lambda each: (not each.is_error, each.node != description.id, each.field, each.message))


def _told_once(description: Description, results: Iterable[dict[Term, Any]]) -> Iterator[dict[Term, Any]]:
    """Yield the results without those that another result at the same place repeats in the words of a rule."""
    several = list(results)
    written = {_place(each) for each in several if _written(each)}
    yield from (each for each in several if _written(each) or _place(each) not in written)


def _place(result: dict[Term, Any]) -> tuple[Any, ...]:
    return result[SH.focusNode], result.get(SH.resultPath), result[SH.sourceConstraintComponent]


@dataclass(frozen=True)
class _Shapes:
    by_type: dict[str, Shape]
    rules: list[Shape]


def _current() -> _Shapes:
    return _prepared(shapes.current())


@lru_cache(maxsize=1)
def _prepared(graph: Graph) -> _Shapes:
    own = {shapes.shape_of(declared): declared.name for declared in registry()}
    found = ShapesGraph(graph).shapes
    by_type = {own[each.node]: each for each in found if each.node in own}
    rules = [each for each in found if each.node not in own and not each.is_property_shape]
    return _Shapes(by_type, rules)


def _work(description: Description, data: Graph) -> Iterator[tuple[Shape, list[URIRef]]]:
    """Yield the shapes with the nodes to validate: the shape of each node's type, and rules with their own targets."""
    known = _current()
    nodes = {URIRef(iri(each)) for each in description.nodes}
    for node_id, node in description.nodes.items():
        yield known.by_type[node.type], [URIRef(iri(node_id))]
    for rule in known.rules:
        if focus := [each for each in rule.focus_nodes(data) if each in nodes]:
            yield rule, focus


def _results(shape: Shape, focus: list[URIRef], data: Graph) -> Iterator[list[tuple[Term, Any]]]:
    _conforms, reports = shape.validate(SHACLExecutor(), data, focus=focus)
    for _text, _node, statements in reports:
        yield [(predicate, value[1] if isinstance(value, tuple) else value) for _, predicate, value in statements]


class _Data(Graph):
    """A graph that caches parsed queries: parsing takes rdflib ten times as long as answering."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        return super().query(_prepared_query(str(query_object)), *args, **kwargs)


@lru_cache(maxsize=200)
def _prepared_query(text: str) -> Query:
    return prepareQuery(text)


def _data(description: Description) -> Graph:
    """Return the graph to validate: the description's statements, the types of its targets, and its prerequisites.

    Prerequisites are followed from resource to resource.
    """
    graph = _Data(bind_namespaces="none")
    for quad in triples.quads(description):
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    for target in description.targets():
        _add_types(graph, target)
    for link in shapes.ordering_links(registry(), description.declared):
        _add_way(graph, description, link)
    return graph


def _add_types(graph: Graph, resource: ResourceId) -> None:
    for each in classes_of(resource):
        graph.add((URIRef(iri(resource)), RDF.type, each))


def _add_way(graph: Graph, description: Description, link: NodeField) -> None:
    """Add the statements of a link that published resources make, followed from target to target."""
    seen, waiting = {description.id}, set(description.nodes[description.id].values.get(link.name, ()))
    while waiting := waiting - seen:
        seen |= waiting
        public = Resource.objects.filter(pk__among=waiting, status=Resource.Status.PUBLIC)
        waiting = set()
        for source, values in public.values_list("pk", "change__values"):
            targets = values["nodes"][source]["values"].get(link.name, ())
            waiting.update(targets)
            for target in targets:
                graph.add((URIRef(iri(source)), link.predicate, URIRef(iri(target))))


def _term(term: Any) -> Term:
    if not isinstance(term, ox.Literal):
        return URIRef(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _finding(description: Description, result: dict[Term, Any]) -> Finding:
    node = from_iri(str(result[SH.focusNode])) or description.id
    declared = registry().types[description.nodes[node].type]
    field = _field(description.nodes[node], result.get(SH.resultPath), result.get(SH.sourceShape))
    message = _written(result) or _plain(result[SH.sourceConstraintComponent], declared, field)
    return Finding(message, result[SH.resultSeverity] == SH.Violation, node, field.name if field else "")


def _field(node: Node, path: Term | None, shape: Term | None) -> Field | None:
    """Return the field of a result, if any: a generated shape is named after its field, a rule names the predicate."""
    declared = registry().types[node.type]
    name = str(shape).removeprefix(f"{shapes.shape_of(declared)}-")
    if name in declared.fields:
        return declared.fields[name]
    stating = (each for each in declared.fields.values() if path in _predicates(each, node))
    return next(stating, None)


def _predicates(field: Field, node: Node) -> set[URIRef]:
    """Return the declared predicates and those that the value states too, as an amount states its currency."""
    value = dict(node.items()).get(field.name)
    beside = () if value is None else (predicate for predicate, _term in field.statements(value))
    return {*field.predicates, *beside}


def _written(result: dict[Term, Any]) -> str:
    """Return the message of the violated rule in the reader's language; "" where it has none."""
    texts = _messages(result.get(SH.sourceConstraint)) or _messages(result.get(SH.sourceShape))
    return MultilingualText(texts).in_language(get_language() or "en") or ""


def _messages(source: Term | None) -> dict[str, str]:
    found: Iterable[Any] = shapes.current().objects(source, SH.message) if source is not None else ()
    return {each.language or "en": str(each) for each in found}


def _plain(constraint: Term, declared: DeclaredType, field: Field | None) -> str:
    name = capfirst(declared.label(field)) if field else ""
    if constraint == SH.MinCountConstraintComponent:
        return _("“%(name)s” is missing.") % {"name": name}
    if constraint == SH.MaxCountConstraintComponent:
        return _("“%(name)s” is given more than once.") % {"name": name}
    return _("“%(name)s” holds something that does not belong there.") % {"name": name}
