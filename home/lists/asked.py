"""Read what an address asks of a list. What cannot be read is refused with a sentence, never passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_noop

from graph.declarations import DCTERMS, Field, PartialDate, Period, registry
from graph.declarations.partial_dates import PartialDate as Date
from graph.networks import networks
from graph.presentation import ALL, lists
from graph.presentation.lists import Value
from graph.refusals import Refusal
from graph.replica import Replica
from home.languages import PARAMETER as LANGUAGE
from home.lists.facets import ListFacet, facets

VIEWS = ("list", "table", "map", "network")
NAMES = "title"
"""The order by names, in which lists are unless another one is asked for."""
OWN = (LANGUAGE, "q", "since", "until", "order", "view", "network", "page", "facets")
"""Parameters that are no facets."""
TRACKING = "utm_"
"""How the parameters begin that newsletters add to the addresses of any site; they ask nothing of a list."""
MOST = 60
"""The most values that an address may choose: each is looked up."""


@dataclass(frozen=True)
class Asked:
    """A question to a list. `type_name` is the name of a type, or that of lists of all types."""

    type_name: str
    facets: Mapping[str, ListFacet]
    chosen: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    words: str = ""
    since: Date | None = None
    until: Date | None = None
    order: str = ""
    descending: bool = False
    view: str = VIEWS[0]
    network: str = ""
    page: int = 1
    all_facets: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or self.words or self.since or self.until)


def read(request: HttpRequest, replica: Replica, type_name: str) -> Asked:
    """Return the question. Raise `Refusal` for what is unknown or cannot be read."""
    offered, query = facets(type_name), request.GET
    _refuse_unknown(query, offered)
    order, descending = _order(query, type_name)
    return Asked(
        type_name,
        offered,
        {name: _values(replica, each, query) for name, each in offered.items() if any(query.getlist(name))},
        " ".join(query.get("q", "").split()),
        _date(query, "since", type_name),
        _date(query, "until", type_name),
        order,
        descending,
        _one_of(query, "view", views(type_name)),
        _one_of(query, "network", tuple(networks_of(type_name)) or ("",)),
        _page(query),
        bool(query.get("facets")),
    )


def period_of(type_name: str) -> tuple[str, str] | None:
    """Return the names of the fields with the start and the end of what is listed; one name for a single date."""
    for declared in registry().resources if type_name == ALL else [registry().types[type_name]]:
        period = next((each for each in declared.fields.values() if isinstance(each, Period)), None)
        if period:
            return period.start, period.end
    if type_name == ALL:
        return None
    dates = [each.name for each in registry().types[type_name].fields.values() if isinstance(each, PartialDate)]
    return (dates[0], dates[0]) if len(dates) == 1 else None


def views(type_name: str) -> tuple[str, ...]:
    """Return the views of a list: one without networks has no view of them."""
    return VIEWS if networks_of(type_name) else VIEWS[:-1]


def networks_of(type_name: str) -> list[str]:
    """Return the names of the networks that works of this type make, those with two sides first."""
    found = [each for each in networks().values() if type_name in each.works and (each.is_directed or each.sources)]
    return [each.name for each in sorted(found, key=lambda each: not each.is_directed)]


def orders(type_name: str) -> Mapping[str, Field]:
    """Return the fields by which a list can be ordered, by name: names, dates and the time of the last change."""
    found = lists().orders(type_name)
    return {
        name: each
        for name, each in found.items()
        if name == NAMES or isinstance(each, PartialDate) or each.predicate == DCTERMS.modified
    }


def _refuse_unknown(query: QueryDict, offered: Mapping[str, ListFacet]) -> None:
    for name in query:
        if name not in OWN and name not in offered and not name.startswith(TRACKING):
            known = ", ".join([*(each for each, facet in offered.items() if facet.main), *OWN[1:]])
            raise Refusal(
                400, gettext_noop("There is no facet “%(name)s” here: use one of %(known)s."), name=name, known=known
            )
    if sum(len(query.getlist(name)) for name in offered) > MOST:
        raise Refusal(400, gettext_noop("This address chooses more than %(most)s values: choose fewer."), most=MOST)


def _values(replica: Replica, facet: ListFacet, query: QueryDict) -> tuple[Value, ...]:
    found: dict[Value, None] = {}
    for text in filter(None, query.getlist(facet.name)):
        value = facet.read(replica, text)
        if value is None:
            sentence = gettext_noop("Nothing public is called “%(name)s” under “%(facet)s”: choose from the list.")
            raise Refusal(400, sentence, name=text, facet=facet.label)
        found[value] = None
    return tuple(found)


def _date(query: QueryDict, name: str, type_name: str) -> Date | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    if period_of(type_name) is None:
        raise Refusal(400, gettext_noop("This list has no dates: leave out “%(name)s”."), name=name)
    try:
        date = Date.parse(text)
    except ValueError:
        date = Date()
    if date.is_open:
        sentence = gettext_noop("“%(name)s” is no date: write a year, a month or a day, such as 2020 or 2020-02-03.")
        raise Refusal(400, sentence, name=text)
    return date


def _order(query: QueryDict, type_name: str) -> tuple[str, bool]:
    """Return the order and whether it is descending; "" for the one that the list has by itself."""
    text = query.get("order", "")
    name = text.removeprefix("-")
    if text and name not in orders(type_name):
        known = ", ".join(orders(type_name))
        sentence = gettext_noop(
            "There is no order “%(name)s” here: use one of %(known)s, or the same with “-” before it."
        )
        raise Refusal(400, sentence, name=text, known=known)
    return name, text.startswith("-")


def _one_of(query: QueryDict, parameter: str, known: tuple[str, ...]) -> str:
    text = query.get(parameter) or known[0]
    if text not in known:
        sentence = gettext_noop("There is no view “%(name)s” here: use one of %(known)s.")
        raise Refusal(400, sentence, name=text, known=", ".join(known))
    return text


def _page(query: QueryDict) -> int:
    text = query.get("page") or "1"
    if not text.isdecimal() or not int(text[:9]) > 0:
        raise Refusal(400, gettext_noop("“%(name)s” is no page: give a number from 1."), name=text)
    return int(text[:9])
