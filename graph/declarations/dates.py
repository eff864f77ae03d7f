"""Define declarations of dates that are known in part, and of periods between two of them.

Dates of different precision cannot be compared with each other in SPARQL or in tables, and an approximate date looks
like an exact one. So each date is stated with the first and the last day that it can mean, which compare everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass, replace
from typing import Literal, cast

import pyoxigraph as ox
from django.utils.translation import gettext_lazy as _
from rdflib import URIRef

from graph.declarations.base import Companion, Field, InnerNode, Json
from graph.declarations.columns import Cell, Column
from graph.declarations.literals import String, lexical_boolean, typed
from graph.declarations.namespaces import ACCORD, DCAT, DCTERMS, EDTF, RDF, XSD, named_node
from graph.declarations.partial_dates import PartialDate as PartialDateValue
from graph.identity import ResourceId, iri, split

Term = ox.NamedNode | ox.Literal
Bound = Literal["earliest", "latest"]


def companions(name: str) -> tuple[Companion, ...]:
    """Return what is stated beside a date: of `start_date`, the columns start_earliest, start_latest and so on."""
    stem = name.removesuffix("_date")
    words = stem.split("_")
    own = words[0] + "".join(word.capitalize() for word in words[1:])
    return (
        Companion(f"{stem}_earliest", ACCORD[f"{own}Earliest"], XSD.date, cast("str", _("earliest")),
                  cast("str", _("The first day that the date can mean; of an approximate date, as if it were exact."))),
        Companion(f"{stem}_latest", ACCORD[f"{own}Latest"], XSD.date, cast("str", _("latest")),
                  cast("str", _("The last day that the date can mean; of an approximate date, as if it were exact."))),
        Companion(f"{stem}_approximate", ACCORD[f"{own}Approximate"], XSD.boolean, cast("str", _("approximate")),
                  cast("str", _("The date is approximate: it may lie outside of its first and last day."))),
    )  # fmt: skip


def bounds(name: str, date: PartialDateValue) -> Iterator[tuple[URIRef, ox.Literal]]:
    """Yield the statements beside a date; an open end has none, and an exact date is not said to be approximate."""
    earliest, latest, approximate = companions(name)
    if date.earliest and date.latest:
        yield earliest.predicate, typed(date.earliest.isoformat(), XSD.date)
        yield latest.predicate, typed(date.latest.isoformat(), XSD.date)
    if date.approximate:
        yield approximate.predicate, typed("true", XSD.boolean)


def literal(date: PartialDateValue) -> ox.Literal | None:
    """Return a date as precisely as it is known; an approximate one in EDTF, so that it does not look exact."""
    if date.approximate:
        return typed(date.edtf, EDTF)
    return typed(*date.rdf_lexical) if date.rdf_lexical else None


@dataclass(frozen=True)
class PartialDate(Field):
    """A date known to the year, the month or the day. JSON holds it as EDTF.

    An open end ("ongoing") gives no triple and an empty cell, see `PeriodMixin.is_ongoing`.
    """

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (XSD.gYear, XSD.gYearMonth, XSD.date, EDTF)

    @property
    def companions(self) -> tuple[Companion, ...]:
        return companions(self.name)

    def encode(self, value: PartialDateValue) -> Json:
        """Return the date as EDTF.

        Raises ValueError for an invalid date here, because an error in `terms` would stop other records too.
        """
        return PartialDateValue.parse(str(value)).edtf

    def decode(self, value: Json) -> PartialDateValue:
        return PartialDateValue.parse(value)

    def columns(self, types: object) -> Iterator[Column]:
        """Yield the date as it is known, then its bounds, with which tools compute."""
        yield Column(self.name, self, _known, predicate=self.predicate)
        for each, cell in zip(self.companions, (_bound("earliest"), _bound("latest"), _is_approximate), strict=True):
            datatype = each.datatype.removeprefix(str(XSD))
            yield Column(each.name, self, cell, predicate=each.predicate, datatype=datatype)

    def terms(self, value: Json) -> Iterator[Term]:
        known = literal(self.decode(value))
        if known:
            yield known

    def statements(self, value: Json) -> Iterator[tuple[URIRef, Term]]:
        yield from super().statements(value)
        yield from bounds(self.name, self.decode(value))


@dataclass(frozen=True)
class Period(String):
    """The period between two dates, `start` and `end`, as an interval of EDTF such as "2020-02/..".

    RDF states the interval, and a node for the period with its bounds (https://www.w3.org/TR/vocab-dcat-3/#temporal).
    """

    _: KW_ONLY
    start: str = "start_date"
    end: str = "end_date"

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (EDTF,)

    @property
    def inner_nodes(self) -> tuple[InnerNode, ...]:
        literals = (Companion("period", RDF.value, EDTF), *companions(self.start), *companions(self.end))
        return (InnerNode("period", (DCTERMS.PeriodOfTime,), literals),)

    def signatures(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        yield from super().signatures()
        yield DCTERMS.temporal, ()
        yield from ((each, (XSD.gYear, XSD.gYearMonth, XSD.date, EDTF)) for each in (DCAT.startDate, DCAT.endDate))

    def columns(self, types: object) -> Iterator[Column]:
        yield from (replace(column, datatype=str(EDTF)) for column in super().columns(types))  # type: ignore[arg-type]

    def term(self, text: str) -> Term:
        return typed(text, EDTF)

    def nodes(self, holder: ResourceId, value: Json) -> Iterator[tuple[ResourceId, URIRef, Term]]:
        [kind] = self.inner_nodes
        node = f"{kind.slug}/{split(holder)[1]}"
        yield holder, DCTERMS.temporal, ox.NamedNode(iri(node))
        yield from ((node, RDF.type, named_node(each)) for each in kind.classes)
        yield node, RDF.value, self.term(value)
        sides = zip(value.split("/"), (self.start, self.end), (DCAT.startDate, DCAT.endDate), strict=True)
        for date, name, predicate in sides:
            if date:
                yield from ((node, *each) for each in _side(PartialDateValue.parse(date), name, predicate))


def _side(date: PartialDateValue, name: str, predicate: URIRef) -> Iterator[tuple[URIRef, Term]]:
    known = literal(date)
    if known:
        yield predicate, known
    yield from bounds(name, date)


def _known(value: Json, titles: object) -> str:
    date = PartialDateValue.parse(value)
    return "" if date.is_open else date.edtf


def _bound(name: Bound) -> Cell:
    def cell(value: Json, titles: object) -> str:
        day = getattr(PartialDateValue.parse(value), name)
        return day.isoformat() if day else ""

    return cell


def _is_approximate(value: Json, titles: object) -> str:
    date = PartialDateValue.parse(value)
    return "" if date.is_open else lexical_boolean(date.approximate)
