"""What the page of a list shows: rows, facets with their choices, tokens, orders and views, each with its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, gettext_noop

from graph import presentation
from graph.declarations import Field, PartialDate, registry
from graph.presentation import ALL, Item, Kind, Row, label, lists
from graph.presentation.lists import Value
from graph.presentation.reader import Reader, sort_key
from graph.refusals import Refusal
from home.lists import sparql
from home.lists.asked import NAMES, VIEWS, orders, period_of, views
from home.lists.facets import FieldFacet, ListFacet
from home.lists.result import Result

PAGE_SIZE = 50
IN_TABLES = 12
"""The most facts of a row that a table may show in columns."""
SHOWN, MORE = 8, 40
"""How many values of a facet are shown at once, and how many more on request."""


@dataclass(frozen=True)
class Choice:
    """A value of a facet. `url` is the address of the list without it."""

    name: str
    value: str
    item: Item
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True)
class FacetBox:
    """A facet with its choices; `left_out` counts the values that are not offered, because there are too many."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    left_out: int


@dataclass(frozen=True)
class Token:
    """Something that narrows the list, and the address of the list without it."""

    label: str
    item: Item
    url: str
    in_titles: str


@dataclass(frozen=True)
class Link:
    """An address of the same list in another order or view."""

    label: str
    url: str
    current: bool


class ListPage:
    """The page of a list."""

    page_size = PAGE_SIZE
    narrowing: tuple[str, ...] = ("q", "since", "until")
    """The parameters that narrow the list, beside its facets."""

    def __init__(self, request: HttpRequest, result: Result) -> None:
        self.request, self.result, self.asked = request, result, result.asked
        self.reader = Reader(result.replica, result.language)
        self.count = len(result.resources)
        self.page = self._page()
        most = {"most": IN_TABLES} if self.asked.view == "table" else {}
        self.rows: list[Row] = presentation.rows(result.replica, self.page.object_list, result.language, **most)
        self.facets = [box for each in self.asked.facets.values() if (box := self._box(each))]
        self.tokens = list(self._tokens())
        self.has_period = period_of(self.asked.type_name) is not None

    @property
    def mixed(self) -> bool:
        return len({row.title.kind for row in self.rows}) > 1

    @property
    def kind(self) -> Kind | None:
        name = self.asked.type_name
        return None if name == ALL else presentation.kind(registry().types[name])

    @property
    def is_narrowed(self) -> bool:
        return self.asked.is_narrowed

    @property
    def about(self) -> list[Item]:
        """The resources that are chosen, with the addresses of their pages."""
        facets = [(self.asked.facets[name], values) for name, values in self.asked.chosen.items()]
        return [
            self.reader.public_item(str(each))
            for facet, values in facets
            if isinstance(facet, FieldFacet) and facet.leads_to_resources
            for each in values
        ]

    @property
    def cleared(self) -> str:
        """The address of the whole list."""
        return address(self.request.GET, **dict.fromkeys([*self.asked.facets, *self.narrowing, "page"]))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that a form of this list keeps as they are."""
        return [
            (name, value) for name in ("order", "view", "network", "facets") if (value := self.request.GET.get(name))
        ]

    @property
    def orders(self) -> list[Link]:
        current = f"{'-' if self.asked.descending else ''}{self.asked.order}"
        if not current and not self.asked.words:
            current = NAMES
        return [
            Link(name, address(self.request.GET, order=order, page=None), order == current)
            for order, name in self._orders()
        ]

    @property
    def views(self) -> list[Link]:
        names = {"list": gettext("List"), "table": gettext("Table"), "map": gettext("Map")}
        names["network"] = gettext("Network")
        return [
            Link(names[each], address(self.request.GET, view=value, page=None), each == self.asked.view)
            for each, value in ((name, "" if name == VIEWS[0] else name) for name in views(self.asked.type_name))
        ]

    @property
    def graphql(self) -> str:
        """The query in GraphQL that has this list as its answer."""
        asked = self.asked
        order = asked.order or ("" if asked.words else NAMES)
        return lists().query(
            asked.type_name, self.result.filter, search=asked.words, order=order, descending=asked.descending
        )

    @property
    def sparql(self) -> str:
        """The query in SPARQL that finds the same, but for the words."""
        return sparql.query(self.result)

    @property
    def more_facets(self) -> str:
        """The address of the same list with all its facets; empty if it has them."""
        all_shown = self.asked.all_facets or all(each.main for each in self.asked.facets.values())
        return "" if all_shown else address(self.request.GET, facets="all")

    def _page(self) -> Page:
        pages = Paginator(self.result.ordered, self.page_size)
        if self.asked.page > pages.num_pages:
            sentence = gettext_noop("There is no page %(name)s: the last one is %(last)s.")
            raise Refusal(404, sentence, name=self.asked.page, last=pages.num_pages)
        return pages.page(self.asked.page)

    def _orders(self) -> Iterator[tuple[str, str]]:
        """Yield the orders that are offered: names from A to Z, the start in both directions, the last change.

        The heads of tables and addresses offer all.
        """
        start = (period_of(self.asked.type_name) or ("",))[0]
        if self.asked.words:
            yield "", gettext("Relevance")
        for name, field in orders(self.asked.type_name).items():
            if name == NAMES:
                yield name, gettext("Name")
            elif field.name == start:
                yield f"-{name}", gettext("%(date)s, newest first") % {"date": self._label(field)}
                yield name, gettext("%(date)s, oldest first") % {"date": self._label(field)}
            elif not isinstance(field, PartialDate):
                yield f"-{name}", gettext("Last changed")

    def _label(self, field: Field) -> str:
        declared = [each for each in registry().resources if field in each.fields.values()]
        return label(declared[0], field)

    def _box(self, facet: ListFacet) -> FacetBox | None:
        """Return a facet; None for one that is not shown, or that could not narrow the list."""
        chosen = self.asked.chosen.get(facet.name, ())
        if not (facet.main or chosen or self.asked.all_facets):
            return None
        counts = self.result.counts(facet.name)
        ranked: Sequence[Value] = sorted(counts, key=lambda each: (each not in chosen, -counts[each], str(each)))
        ranked = [*(each for each in chosen if each not in counts), *ranked]
        if not chosen and (len(ranked) < 2 and counts.get(next(iter(ranked), None), 0) in (0, self.count)):
            return None
        first = max(SHOWN, len(chosen))
        choices = [self._choice(facet, each, counts.get(each, 0), each in chosen) for each in ranked[: first + MORE]]
        # Equal ones by name: sorting more than those that are shown would take the names of all.
        shown = sorted(choices[:first], key=lambda each: (not each.chosen, -each.count, sort_key(each.item.text)))
        more = sorted(choices[first:], key=lambda each: sort_key(each.item.text))
        return FacetBox(facet.name, facet.label, tuple(shown), tuple(more), max(0, len(ranked) - first - MORE))

    def _choice(self, facet: ListFacet, value: Value, count: int, chosen: bool) -> Choice:
        text = facet.write(value)
        url = self._without(facet.name, text) if chosen else ""
        return Choice(facet.name, text, facet.item(value, self.reader), count, chosen, url)

    def _tokens(self) -> Iterator[Token]:
        for each in self.result.chosen(self.reader):
            if each.parameter != "q" or "q" in self.narrowing:
                yield Token(each.label, each.item, self._without(each.parameter, each.value), each.in_titles)

    def _without(self, name: str, value: str | None = None) -> str:
        """Return the address of the first page without a value of a parameter, or without all its values."""
        query = self.request.GET.copy()
        query.setlist(name, [each for each in query.getlist(name) if value is not None and each != value])
        return address(query, page=None)


def page_of(request: HttpRequest, result: Result) -> ListPage:
    return ListPage(request, result)


def address(given: QueryDict, **changed: str | None) -> str:
    """Return the query of an address with some parameters changed, and without those that are None or empty."""
    query = given.copy()
    for name, value in changed.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    for name in list(query):
        query.setlist(name, [each for each in query.getlist(name) if each])
        if not query.getlist(name):
            del query[name]
    return f"?{query.urlencode()}"
