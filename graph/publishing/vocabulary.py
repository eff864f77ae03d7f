"""Derive the site's own vocabulary from the declarations: classes, properties, lists of coded values, datatypes.

Only terms of the site's own namespace are described; well-known terms that the data also uses are listed. If several
declarations use an own term, their domains and ranges add up, and the first definition counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import override
from django.utils.translation.trans_real import catalog
from rdflib import URIRef

from graph.declarations import (
    ACCORD,
    FOAF,
    LANGUAGES,
    PREFIXES,
    RDF,
    RDFS,
    Choice,
    Companion,
    DeclaredType,
    Field,
    MultilingualText,
    Registry,
    django_language,
    registry,
)
from graph.identity import concept_iri
from graph.publishing import terms

Texts = MultilingualText[str]
Classes = tuple[URIRef, ...]
"""The classes that a thing has at once, those of the site's own namespace first."""


@dataclass
class Term:
    """A term of the site's own namespace, with labels and definitions by language."""

    iri: URIRef
    labels: Texts
    definitions: Texts

    @property
    def name(self) -> str:
        return self.iri.removeprefix(str(ACCORD))


@dataclass
class OwnClass(Term):
    broader: list[URIRef] = field(default_factory=list)


@dataclass
class OwnProperty(Term):
    domains: list[Classes] = field(default_factory=list)
    ranges: list[Classes] = field(default_factory=list)
    broader: list[URIRef] = field(default_factory=list)
    """Well-known properties of which it is a sub-property."""

    @property
    def domain(self) -> URIRef:
        return _in_common(self.domains)

    @property
    def range(self) -> URIRef:
        return _in_common(self.ranges)

    @property
    def domains_included(self) -> list[URIRef]:
        return list(dict.fromkeys(kind[0] for kind in self.domains))

    @property
    def ranges_included(self) -> list[URIRef]:
        return list(dict.fromkeys(kind[0] for kind in self.ranges))


@dataclass
class Concept(Term):
    code: str = ""


@dataclass
class Scheme(Term):
    """A list of coded values, or of the resources of a type."""

    concepts: list[Concept] = field(default_factory=list)
    edition: str = ""


@dataclass
class Vocabulary:
    classes: dict[URIRef, OwnClass] = field(default_factory=dict)
    properties: dict[URIRef, OwnProperty] = field(default_factory=dict)
    schemes: dict[URIRef, Scheme] = field(default_factory=dict)
    datatypes: dict[URIRef, Term] = field(default_factory=dict)
    foreign: dict[str, list[URIRef]] = field(default_factory=dict)
    """Well-known terms that the data uses, by namespace."""

    def own(self) -> Iterator[Term]:
        """Yield every term of the site's own namespace, schemes before their concepts."""
        yield from self.classes.values()
        yield from self.properties.values()
        for scheme in self.schemes.values():
            yield scheme
            yield from scheme.concepts
        yield from self.datatypes.values()


def current() -> Vocabulary:
    return _vocabulary(registry())


@lru_cache(maxsize=1)
def _vocabulary(declared_types: Registry) -> Vocabulary:
    found = Vocabulary()
    for declared in declared_types:
        _add_classes(found, declared)
        if declared.scheme:
            found.schemes[declared.scheme] = _scheme_of(declared)
        for each in declared.fields.values():
            _add_properties(found, declared_types, declared, each)
            _add_passages(found, each)
            if isinstance(each, Choice):
                _add_scheme(found, declared, each)
            for datatype in each.datatypes:
                if datatype in ACCORD:
                    found.datatypes.setdefault(datatype, Term(datatype, *_texts_of_values(declared, each)))
    found.foreign = _foreign(declared_types)
    return found


def _add_classes(found: Vocabulary, declared: DeclaredType) -> None:
    """Add the own classes of a type.

    The other classes declared with an own class are broader, since every thing of the own class belongs to them too.
    """
    for term in declared.graph_type.rdf:
        if term in ACCORD:
            labels = in_languages(lambda: str(declared.model._meta.verbose_name), capfirst)
            definitions = in_languages(lambda: declared.type_definition)
            own = found.classes.setdefault(term, OwnClass(term, labels, definitions))
            own.broader += [each for each in declared.graph_type.rdf if each not in (term, *own.broader)]


def _add_passages(found: Vocabulary, each: Field) -> None:
    """Add the own classes of nodes made of a field's value."""
    for node in each.inner_nodes:
        for term in node.classes:
            if term in ACCORD:
                labels = in_languages(lambda node=node: node.label, capfirst)  # type: ignore[misc]
                definitions = in_languages(lambda node=node: node.definition)  # type: ignore[misc]
                own = found.classes.setdefault(term, OwnClass(term, labels, definitions))
                own.broader += [other for other in node.classes if other not in (term, *own.broader)]


def _add_properties(found: Vocabulary, types: Registry, declared: DeclaredType, each: Field) -> None:
    for term in each.predicates:
        if term in ACCORD:
            labels, definitions = _texts_of_field(declared, each)
            own = found.properties.setdefault(term, OwnProperty(term, labels, definitions))
            own.definitions = own.definitions or definitions
            own.broader += [also for also in each.also if also not in ACCORD and also not in own.broader]
            domain = (FOAF.Document,) if each.on_record else declared.classes
            own.domains += [domain] if domain not in own.domains else []
            own.ranges += [kind for kind in each.ranges(types) if kind not in own.ranges]
    for companion in each.companions:
        _add_companion(found, declared, each, companion, declared.classes)
    for node in each.inner_nodes:
        for companion in node.literals:
            _add_companion(found, declared, each, companion, node.classes)


def _add_companion(found: Vocabulary, declared: DeclaredType, each: Field, stated: Companion, domain: Classes) -> None:
    """Add the predicate of a literal that is stated beside a field's value, or on a node made of it."""
    if stated.predicate in ACCORD:
        shared = domain == declared.classes
        labels = in_languages(lambda: f"{declared.label(each)}: {stated.label}" if shared else stated.label, capfirst)
        definitions = in_languages(lambda: stated.definition)
        own = found.properties.setdefault(stated.predicate, OwnProperty(stated.predicate, labels, definitions))
        own.domains += [domain] if domain not in own.domains else []
        own.ranges += [(stated.datatype, RDFS.Literal)] if not own.ranges else []


def _scheme_of(declared: DeclaredType) -> Scheme:
    """Return the list of the resources of a type; its concepts are in the data, not in the vocabulary."""
    labels = in_languages(lambda: str(declared.model._meta.verbose_name_plural), capfirst)
    definitions = in_languages(lambda: declared.type_definition)
    return Scheme(URIRef(declared.scheme or ""), labels, definitions, edition=declared.graph_type.edition)


def _add_scheme(found: Vocabulary, declared: DeclaredType, choice: Choice) -> None:
    iri = ACCORD[choice.scheme]
    if iri not in found.schemes:
        found.schemes[iri] = Scheme(iri, *_texts_of_values(declared, choice), [*_concepts(choice)])


def _concepts(choice: Choice) -> Iterator[Concept]:
    for member in choice.choices:
        labels = in_languages(lambda member=member: str(member.label))  # type: ignore[misc]
        yield Concept(URIRef(concept_iri(choice.scheme, member.value)), labels, MultilingualText(), member.value)


def _in_common(kinds: list[Classes]) -> URIRef:
    """Return a class common to all kinds: several domains in RDFS would mean that a thing has all of them at once."""
    shared = (term for term in kinds[0] if all(term in kind for kind in kinds))
    return next(shared, RDFS.Resource)


def _foreign(types: Registry) -> dict[str, list[URIRef]]:
    used: Iterable[URIRef] = {RDF.type, *terms.predicates(types), *terms.classes(types)}
    found: dict[str, list[URIRef]] = {}
    for prefix in PREFIXES.values():
        matching = sorted(term for term in used if term.startswith(prefix) and term not in ACCORD)
        if matching:
            found[prefix] = matching
    return found


def _texts_of_field(declared: DeclaredType, each: Field) -> tuple[Texts, Texts]:
    labels = in_languages(lambda: declared.label(each), capfirst)
    return labels, in_languages(lambda: declared.definition(each))


def _texts_of_values(declared: DeclaredType, each: Field) -> tuple[Texts, Texts]:
    """Return labels and definitions for the list or the datatype of a field's values, such as "Organisation: kind"."""
    kinds, names = (in_languages(say) for say in (lambda: _kind(declared), lambda: declared.label(each)))
    labels = MultilingualText({each: f"{capfirst(kinds[each])}: {names[each]}" for each in kinds if each in names})
    return labels, in_languages(lambda: declared.definition(each)) or labels


def _kind(declared: DeclaredType) -> str:
    return str(declared.model._meta.verbose_name)


def in_languages(say: Callable[[], str], shape: Callable[[str], str] = str) -> Texts:
    """Return a text in each language into which it is translated; English is the original.

    A word that is the same in another language counts as translated if that language's catalogue has it.
    """
    texts: Texts = MultilingualText()
    with override("en"):
        original = str(say())
    for language in LANGUAGES if original else ():
        with override(django_language(language)):
            text = str(say())
            if language == "en" or text != original or original in catalog()._catalog:  # type: ignore[attr-defined]
                texts[language] = shape(text)
    return texts
