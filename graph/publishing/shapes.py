"""SHACL shapes of our data: one for each declared type, and beside them the editorial rules of the installation.

What follows from a declaration (values, datatypes, how many, whose links lead where) is generated; what is a matter of
judgement stands in the Turtle files of the setting GRAPH_RULES, which whoever looks after the data writes in SHACL.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Model
from django.utils.translation import override
from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.declarations import (
    FOAF,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    XSD,
    Choice,
    DeclaredType,
    Field,
    Link,
    Measure,
    Part,
    Registry,
    Text,
    registry,
)
from graph.identity import concept_iri, iri
from graph.publishing import terms


def address() -> str:
    return f"{settings.GRAPH_BASE_IRI}/shapes.ttl"


def shape_of(declared: DeclaredType) -> URIRef:
    return URIRef(f"{address()}#{declared.name}")


def current() -> Graph:
    """The shapes of this installation, with its rules."""
    return _current(registry(), tuple(settings.GRAPH_RULES))


@lru_cache(maxsize=1)
def _current(declared_types: Registry, files: Sequence[Path]) -> Graph:
    graph = shapes(declared_types)
    for file in files:
        graph.parse(file, format="turtle", publicID=f"{settings.GRAPH_BASE_IRI}/")
    return graph


def shapes(declared_types: Registry) -> Graph:
    """From the declarations alone, with names in English."""
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
    """So that a rule in SPARQL says `sh:prefixes <shapes.ttl>` and uses them."""
    graph.add((URIRef(address()), RDF.type, OWL.Ontology))
    for prefix, namespace in PREFIXES.items():
        declaration = URIRef(f"{address()}#prefix-{prefix}")
        graph.add((URIRef(address()), SH.declare, declaration))
        graph.add((declaration, SH.prefix, Literal(prefix)))
        graph.add((declaration, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))


def _shared_classes(declared_types: Registry) -> set[URIRef]:
    """What several types are, such as concepts: nothing of one of these holds for all of the class."""
    counted = Counter(each for declared in declared_types for each in declared.graph_type.rdf)
    return {each for each, types in counted.items() if types > 1}


def _add_shape(graph: Graph, types: Registry, declared: DeclaredType, shared: set[URIRef]) -> None:
    shape = shape_of(declared)
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, RDFS.label, Literal(declared.name)))
    _add_target(graph, shape, declared, shared)
    for predicate, fields in _by_predicate(declared).items():
        _add_property(graph, types, declared, predicate, fields)
    for link in ordering_links(types, declared):
        _forbid_cycle(graph, shape, declared, link)


def _add_target(graph: Graph, shape: URIRef, declared: DeclaredType, shared: set[URIRef]) -> None:
    """Its own class; where it has none, those of the shared class whose name says what they are (SHACL-AF)."""
    classes = declared.graph_type.rdf
    if own := [each for each in classes if each not in shared]:
        graph.add((shape, SH.targetClass, own[0]))
        return
    target = URIRef(f"{shape}-target")
    named = f'STRSTARTS(STR(?this), "{iri(declared.graph_type.slug)}/")'
    graph.add((shape, SH.target, target))
    graph.add((target, RDF.type, SH.SPARQLTarget))
    graph.add((target, SH.select, Literal(f"SELECT ?this WHERE {{ ?this a <{classes[0]}> FILTER({named}) }}")))


def _by_predicate(declared: DeclaredType) -> dict[tuple[URIRef, bool], list[Field]]:
    """Several fields may state with one term: what each allows is allowed then."""
    found: dict[tuple[URIRef, bool], list[Field]] = defaultdict(list)
    for each in declared.fields.values():
        found[each.predicate, each.on_record].append(each)
    return found


def _add_property(
    graph: Graph, types: Registry, declared: DeclaredType, key: tuple[URIRef, bool], fields: list[Field]
) -> None:
    predicate, on_record = key
    shape = URIRef(f"{shape_of(declared)}-{fields[0].name}")
    graph.add((shape_of(declared), SH.property, shape))
    graph.add((shape, RDF.type, SH.PropertyShape))
    graph.add((shape, SH.path, _path(graph, predicate, on_record)))
    graph.add((shape, SH.name, Literal(" or ".join(str(declared.label(each)) for each in fields), lang="en")))
    for property_, value in _counts(types, declared, fields):
        graph.add((shape, property_, value))
    choices = [choice for each in fields for choice in _choices(graph, types, each)]
    if len(choices) == 1:
        graph.add((shape, *choices[0]))
    elif choices:
        graph.add((shape, SH["or"], _list(graph, [_alternative(graph, choice) for choice in choices])))


def _path(graph: Graph, predicate: URIRef, on_record: bool) -> Node:
    """A statement about the record is about the document whose topic this is."""
    if not on_record:
        return predicate
    document = BNode()
    graph.add((document, SH.inversePath, FOAF.primaryTopic))
    return _list(graph, [document, predicate])


def _counts(types: Registry, declared: DeclaredType, fields: list[Field]) -> Iterator[tuple[URIRef, Literal]]:
    first, *others = fields
    if others:
        return
    if _is_required(types, declared, first):
        yield SH.minCount, Literal(1)
    if isinstance(first, Text) and not isinstance(first, Measure) and not first.many:
        yield SH.uniqueLang, Literal(True)
    if not isinstance(first, Text) and not getattr(first, "many", False):
        yield SH.maxCount, Literal(1)


def _is_required(types: Registry, declared: DeclaredType, field: Field) -> bool:
    """Whether each of the models has a column for it that may not stay empty.

    A link to a page is none: the page may be hidden.
    """
    if isinstance(field, Link) and any(target.is_page for target in types.targets(field)):
        return False
    return all(_may_not_be_empty(model, field.path) for model in declared.models)


def _may_not_be_empty(model: type[Model], name: str) -> bool:
    column = {each.name: each for each in model._meta.concrete_fields}.get(name)
    return column is not None and not column.blank and not column.null and column.editable


def _choices(graph: Graph, types: Registry, field: Field) -> Iterator[tuple[URIRef, Node]]:
    """Constraints of which a value fulfils one."""
    if isinstance(field, Choice):
        yield SH["in"], _list(graph, [URIRef(concept_iri(field.scheme, each)) for each in field.choices.values])
    elif isinstance(field, Link | Part):
        yield from ((SH["class"], each) for each in _classes(types.targets(field)))
    elif datatypes := terms.datatypes(field):
        yield from ((SH.datatype, each) for each in datatypes)
    else:
        # An address that is no IRI stays a literal (graph.fields.URL).
        yield from ((SH.nodeKind, SH.IRI), (SH.datatype, XSD.anyURI))


def _classes(targets: Iterable[DeclaredType]) -> list[URIRef]:
    return list(dict.fromkeys(target.graph_type.rdf[0] for target in targets))


def ordering_links(types: Registry, declared: DeclaredType) -> Iterator[Link]:
    """Links of the type by which something else puts its like in order, as toolkits do with modules."""
    for other in types:
        for link in other.links.values():
            if isinstance(link, Link) and link.follows and declared in types.targets(link):
                own = declared.links[link.follows]
                if isinstance(own, Link):
                    yield own


def _forbid_cycle(graph: Graph, shape: URIRef, declared: DeclaredType, link: Link) -> None:
    constraint = URIRef(f"{shape}-{link.name}-order")
    graph.add((shape, SH.sparql, constraint))
    graph.add((constraint, RDF.type, SH.SPARQLConstraint))
    query = f"SELECT $this (<{link.predicate}> AS ?path) WHERE {{ $this <{link.predicate}>+ $this }}"
    graph.add((constraint, SH.select, Literal(query)))
    sentence = f"“{declared.label(link)}” leads back to itself: nobody could begin. Leave out one of the steps."
    graph.add((constraint, SH.message, Literal(sentence[0].upper() + sentence[1:], lang="en")))


def _alternative(graph: Graph, constraint: tuple[URIRef, Node]) -> BNode:
    node = BNode()
    graph.add((node, *constraint))
    return node


def _list(graph: Graph, members: Sequence[Node]) -> BNode:
    head = BNode()
    Collection(graph, head, list(members))
    return head


def text() -> str:
    """All shapes and rules as Turtle."""
    return current().serialize(format="turtle")
