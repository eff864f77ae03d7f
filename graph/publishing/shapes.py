"""Generate SHACL shapes of the data, one for each declared type, and add the editorial rules of the installation.

Constraints that follow from a declaration (values, datatypes, counts, targets of links) are generated. Constraints that
are a matter of judgement are written in SHACL by the people who look after the data, in the Turtle files of the setting
GRAPH_RULES.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Model
from django.utils.translation import override
from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import split_uri
from rdflib.term import Node

from graph.declarations import (
    FOAF,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    XSD,
    Constraints,
    DeclaredType,
    Field,
    NodeField,
    Registry,
    registry,
)
from graph.identity import iri


def address() -> str:
    return f"{settings.GRAPH_BASE_IRI}/shapes.ttl"


def shape_of(declared: DeclaredType) -> URIRef:
    return URIRef(f"{address()}#{declared.name}")


def current() -> Graph:
    """Return the shapes of this installation with its rules."""
    return _current(registry(), tuple(settings.GRAPH_RULES))


@lru_cache(maxsize=1)
def _current(declared_types: Registry, files: Sequence[Path]) -> Graph:
    graph = shapes(declared_types)
    for file in files:
        graph.parse(file, format="turtle", publicID=f"{settings.GRAPH_BASE_IRI}/")
    return graph


def shapes(declared_types: Registry) -> Graph:
    """Return the shapes that follow from the declarations, without rules, with names in English."""
    with override("en"):
        return _shapes(declared_types)


def _shapes(declared_types: Registry) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in {**PREFIXES, "sh": str(SH)}.items():
        graph.bind(prefix, namespace)
    _declare_prefixes(graph)
    shared = _shared_classes(declared_types)
    for declared in declared_types:
        _add_shape(graph, declared_types, declared, shared)
    return graph


def _declare_prefixes(graph: Graph) -> None:
    """Declare the prefixes, so that a rule in SPARQL can use them with `sh:prefixes <shapes.ttl>`."""
    graph.add((URIRef(address()), RDF.type, OWL.Ontology))
    for prefix, namespace in PREFIXES.items():
        declaration = URIRef(f"{address()}#prefix-{prefix}")
        graph.add((URIRef(address()), SH.declare, declaration))
        graph.add((declaration, SH.prefix, Literal(prefix)))
        graph.add((declaration, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))


def _shared_classes(declared_types: Registry) -> set[URIRef]:
    """Return the classes that several types share, such as concepts: a type's shape does not hold for all of these."""
    counted = Counter(each for declared in declared_types for each in declared.graph_type.rdf)
    return {each for each, types in counted.items() if types > 1}


def _add_shape(graph: Graph, types: Registry, declared: DeclaredType, shared: set[URIRef]) -> None:
    shape = shape_of(declared)
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, RDFS.label, Literal(declared.name)))
    _add_target(graph, shape, declared, shared)
    for (predicate, on_record), fields in _by_predicate(types, declared).items():
        _add_property(graph, types, declared, predicate, on_record, fields)
    for link in ordering_links(types, declared):
        _forbid_cycle(graph, shape, declared, link)


def _add_target(graph: Graph, shape: URIRef, declared: DeclaredType, shared: set[URIRef]) -> None:
    """Target the type's own class or, without one, the members of the shared class with the type's IRIs (SHACL-AF)."""
    classes = declared.graph_type.rdf
    if own := [each for each in classes if each not in shared]:
        graph.add((shape, SH.targetClass, own[0]))
        return
    target = URIRef(f"{shape}-target")
    named = f'STRSTARTS(STR(?this), "{iri(declared.graph_type.slug)}/")'
    graph.add((shape, SH.target, target))
    graph.add((target, RDF.type, SH.SPARQLTarget))
    graph.add((target, SH.select, Literal(f"SELECT ?this WHERE {{ ?this a <{classes[0]}> FILTER({named}) }}")))


def _by_predicate(types: Registry, declared: DeclaredType) -> dict[tuple[URIRef, bool], dict[str, list[Constraints]]]:
    """Return alternative constraints of values by predicate, and by name of the field from which they come.

    If several fields share a predicate, its values may be those of any of them.
    """
    found: dict[tuple[URIRef, bool], dict[str, list[Constraints]]] = defaultdict(lambda: defaultdict(list))
    for name, field in declared.fields.items():
        for predicate, constraints in field.constraints(types):
            found[predicate, field.on_record][name].append(constraints)
    return found


def _add_property(
    graph: Graph,
    types: Registry,
    declared: DeclaredType,
    predicate: URIRef,
    on_record: bool,
    alternatives: dict[str, list[Constraints]],
) -> None:
    fields = [declared.fields[name] for name in alternatives]
    shape = _property_shape(declared, fields[0], predicate)
    graph.add((shape_of(declared), SH.property, shape))
    graph.add((shape, RDF.type, SH.PropertyShape))
    graph.add((shape, SH.path, _path(graph, predicate, on_record)))
    graph.add((shape, SH.name, Literal(" or ".join(str(declared.label(each)) for each in fields), lang="en")))
    for property_, value in _counts(types, declared, fields, predicate):
        graph.add((shape, property_, value))
    choices = [each for several in alternatives.values() for each in several]
    if len(choices) == 1:
        _constrain(graph, shape, choices[0])
    else:
        nodes = [BNode() for _ in choices]
        graph.add((shape, SH["or"], _list(graph, nodes)))
        for node, constraints in zip(nodes, choices, strict=True):
            _constrain(graph, node, constraints)


def _property_shape(declared: DeclaredType, field: Field, predicate: URIRef) -> URIRef:
    """Return the name of the shape of a predicate; a field with several predicates has a shape for each."""
    name = f"{shape_of(declared)}-{field.name}"
    return URIRef(name if predicate == field.predicate else f"{name}-{split_uri(predicate)[1]}")


def _constrain(graph: Graph, shape: Node, constraints: Constraints) -> None:
    for property_, value in constraints.items():
        graph.add((shape, property_, _list(graph, value) if isinstance(value, list) else value))


def _path(graph: Graph, predicate: URIRef, on_record: bool) -> Node:
    """Return the path to a value; a statement on the record is about the document whose primary topic this is."""
    if not on_record:
        return predicate
    document = BNode()
    graph.add((document, SH.inversePath, FOAF.primaryTopic))
    return _list(graph, [document, predicate])


def _counts(
    types: Registry, declared: DeclaredType, fields: list[Field], predicate: URIRef
) -> Iterator[tuple[URIRef, Literal]]:
    first, *others = fields
    if others:
        return
    if predicate in first.predicates and _is_required(types, declared, first):
        yield SH.minCount, Literal(1)
    yield from first.counts()


def _is_required(types: Registry, declared: DeclaredType, field: Field) -> bool:
    """Tell whether each of the type's models has a column for the field that may not stay empty.

    A link to a page is never required, because the page may be hidden.
    """
    if isinstance(field, NodeField) and any(target.is_page for target in types.targets(field)):
        return False
    return all(_may_not_be_empty(model, field.path) for model in declared.models)


def _may_not_be_empty(model: type[Model], name: str) -> bool:
    column = {each.name: each for each in model._meta.concrete_fields}.get(name)
    return column is not None and not column.blank and not column.null and column.editable


def ordering_links(types: Registry, declared: DeclaredType) -> Iterator[NodeField]:
    """Yield the links of the type by which other types put its resources in order, as toolkits do with modules."""
    for other in types:
        for link in other.links.values():
            if link.follows and declared in types.targets(link):
                yield declared.links[link.follows]


def _forbid_cycle(graph: Graph, shape: URIRef, declared: DeclaredType, link: NodeField) -> None:
    constraint = URIRef(f"{shape}-{link.name}-order")
    graph.add((shape, SH.sparql, constraint))
    graph.add((constraint, RDF.type, SH.SPARQLConstraint))
    query = f"SELECT $this (<{link.predicate}> AS ?path) WHERE {{ $this <{link.predicate}>+ $this }}"
    graph.add((constraint, SH.select, Literal(query)))
    sentence = f"“{declared.label(link)}” leads back to itself: nobody could begin. Leave out one of the steps."
    graph.add((constraint, SH.message, Literal(sentence[0].upper() + sentence[1:], lang="en")))


def _list(graph: Graph, members: Sequence[Node]) -> BNode:
    head = BNode()
    Collection(graph, head, list(members))
    return head


def text() -> str:
    """Return all shapes and rules as Turtle."""
    return current().serialize(format="turtle")
