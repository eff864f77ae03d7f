"""The facets of a list, which follow from the declarations of its type: none is named here.

The main ones are the type's own links to reference data and to what it belongs to, its coded values, yes or no, the
groups of what it links to, and languages. All others that GraphQL has are shown on request.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from typing import Protocol
from urllib.parse import urlencode

from babel import Locale
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from graph.declarations import (
    LANGUAGES,
    SCHEMA,
    SKOS,
    Boolean,
    Choice,
    DeclaredType,
    File,
    Inverse,
    NodeField,
    Part,
    camel_case,
    registry,
)
from graph.identity import ResourceId, resource_id, split
from graph.presentation import ALL, Facet, Item, active_language, inverse_label, kind, label, lists
from graph.presentation.lists import Given, Value
from graph.presentation.reader import Reader
from graph.replica import Replica
from home.lists.hierarchy import below, broader

Held = Mapping[Value, Set[ResourceId]]


class ListFacet(Protocol):
    """A facet as addresses and people know it. `main` facets are always shown."""

    name: str
    main: bool

    @property
    def label(self) -> str: ...

    def holders(self, replica: Replica) -> Held:
        """Return the resources that have each value, or a value below it."""

    def condition(self, replica: Replica, values: Collection[Value]) -> Given:
        """Return the filter of the values and all that lies below them."""

    def read(self, replica: Replica, text: str) -> Value | None:
        """Return the value that an address means; None if nothing public has this name."""

    def write(self, value: Value) -> str:
        """Return the value as it stands in addresses."""

    def item(self, value: Value, reader: Reader) -> Item:
        """Return the value as people read it."""


def facets(type_name: str) -> dict[str, ListFacet]:
    """Return the facets of a list by name, the main ones first."""
    own: list[ListFacet] = [FieldFacet(type_name, each) for each in _useful(type_name)]
    first: list[ListFacet] = [TypeFacet()] if type_name == ALL else []
    ordered = [*first, *(each for each in own if each.main), LanguageFacet(type_name)]
    return {each.name: each for each in (*ordered, *(each for each in own if not each.main))}


class FieldFacet:
    """A facet by a declared field."""

    def __init__(self, type_name: str, facet: Facet) -> None:
        self.type_name, self.facet, self.name = type_name, facet, facet.name
        self.main = _is_main(facet)

    @property
    def label(self) -> str:
        declared, of = self.facet.declared, self.facet.via or self.facet.of
        if isinstance(declared, Inverse):
            own = kind(registry().types[declared.sources[0]]).plural
        else:
            own = label(of, declared)
        through = self.facet.through
        if through is None or self.main:
            return own
        before = inverse_label(through) if isinstance(through, Inverse) else label(self.facet.of, through)
        # Translators: a facet by a property of what is linked, such as "Donors: country"
        return gettext("%(link)s: %(property)s") % {"link": before, "property": own[:1].lower() + own[1:]}

    def holders(self, replica: Replica) -> Held:
        held = lists().holders(replica, self.type_name, self.name)
        deeper = below(replica, self.facet.target)
        if not deeper:
            return held
        kept = replica.derived("holders with what is below", 500)
        found: Held = kept.once((self.type_name, self.name), lambda: self._joined(replica, held, deeper))
        return found

    @staticmethod
    def _joined(replica: Replica, held: Held, deeper: Mapping[ResourceId, Set[ResourceId]]) -> Held:
        """Return the holders of each value together with those of the values below it."""
        wider = {value for value, under in deeper.items() if value in replica and not under.isdisjoint(held)}
        joined: dict[Value, Set[ResourceId]] = dict(held)
        for value in wider:
            joined[value] = set(held.get(value, ())).union(*(held.get(each, ()) for each in deeper[str(value)]))
        return joined

    def condition(self, replica: Replica, values: Collection[Value]) -> Given:
        deeper = below(replica, self.facet.target)
        wanted = set(values).union(*(deeper.get(str(each), ()) for each in values)) if deeper else values
        return lists().condition(self.type_name, self.name, wanted)

    def read(self, replica: Replica, text: str) -> Value | None:
        if self.leads_to_resources:
            target = self.facet.target
            # An id with its type, as other addresses of the site write it, is understood too.
            is_whole = target is None or text.startswith(f"{target.graph_type.slug}/")
            found = text if is_whole else resource_id(target.graph_type, text)
            return found if found in replica and not replica.is_part(found) else None
        field = self.facet.field
        if isinstance(field, Choice):
            return text if text in field.choices.values else None
        return {"true": True, "false": False}.get(text)

    def write(self, value: Value) -> str:
        if self.leads_to_resources:
            return split(str(value))[1] if self.facet.target else str(value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def item(self, value: Value, reader: Reader) -> Item:
        if self.leads_to_resources:
            return reader.name(str(value))
        field = self.facet.field
        if isinstance(field, Choice):
            return Item(str(field.choices(value).label))
        return Item(gettext("yes") if value else gettext("no"))

    @property
    def leads_to_resources(self) -> bool:
        return isinstance(self.facet.field, NodeField)


class LanguageFacet:
    """A facet by the languages in which a resource can be read."""

    name, main = "languages", True

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    @property
    def label(self) -> str:
        return gettext("Language")

    def holders(self, replica: Replica) -> Held:
        return {code: lists().passing(replica, self.type_name, lists().in_languages([code])) for code in LANGUAGES}

    def condition(self, replica: Replica, values: Collection[Value]) -> Given:
        return lists().in_languages([str(each) for each in values])

    def read(self, replica: Replica, text: str) -> Value | None:
        return text if text in LANGUAGES else None

    def write(self, value: Value) -> str:
        return str(value)

    def item(self, value: Value, reader: Reader) -> Item:
        return Item(str(capfirst(Locale.parse(str(value)).get_display_name(reader.language))))


class TypeFacet:
    """A facet by the types of the resources, in lists of all types."""

    name, main = "type", True

    @property
    def label(self) -> str:
        return gettext("Type")

    def holders(self, replica: Replica) -> Held:
        return {each.name: set(replica.of_type(each.name)) for each in registry().resources}

    def condition(self, replica: Replica, values: Collection[Value]) -> Given:
        return lists().of_types([str(each) for each in values])

    def read(self, replica: Replica, text: str) -> Value | None:
        declared = registry().by_slug.get(text)
        return declared.name if declared and not declared.is_part else None

    def write(self, value: Value) -> str:
        return registry().types[str(value)].graph_type.slug

    def item(self, value: Value, reader: Reader) -> Item:
        return Item(kind(registry().types[str(value)]).plural)


def list_behind(resource: ResourceId, inverse: Inverse) -> str | None:
    """Return the address of the list of what links to a resource, narrowed by a facet.

    Return None where no list has just that, because several types link here, or a facet counts what lies below too.
    """
    name = camel_case(inverse.link.name)
    source = registry().types[inverse.sources[0]]
    if len(inverse.sources) > 1 or source.is_part:
        return None
    facet = facets(source.name).get(name)
    if not isinstance(facet, FieldFacet) or facet.facet.target is None or broader(facet.facet.target):
        return None
    query = urlencode({name: facet.write(resource), "lang": active_language()})
    return f"{reverse('resources', args=[source.graph_type.slug])}?{query}"


def _useful(type_name: str) -> Iterator[Facet]:
    """Yield the facets that tell people something: no details of the record, no files, no places in an order."""
    for facet in lists().facets(type_name).values():
        field = facet.field
        if field.on_record or field.completes or field.deprecated:
            continue
        is_link = isinstance(field, NodeField) and not (facet.target and _is_file(facet.target))
        if is_link or (isinstance(field, Choice | Boolean) and not isinstance(facet.through, Part)):
            yield facet


def _is_main(facet: Facet) -> bool:
    field = facet.field
    if isinstance(facet.declared, Inverse):
        return field.predicate == SKOS.member
    if facet.through is not None:
        return False
    if isinstance(field, NodeField):
        return not field.many or bool(facet.target and not facet.target.is_page)
    return True


def _is_file(declared: DeclaredType) -> bool:
    """Return whether resources of a type are files, such as pictures."""
    return any(isinstance(each, File) and each.predicate == SCHEMA.contentUrl for each in declared.fields.values())
