"""Data of the search page: the results as rows, the facets as checkboxes, the chosen values as tokens."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext

from graph import presentation
from graph.declarations import registry
from graph.identity import ResourceId
from graph.presentation.descriptions import public_description
from graph.replica import Replica
from search import facets
from search.found import Found, found
from search.results import Results, search
from search.suggestions import corrected

PAGE_SIZE = 20
VALUES = 8
"""How many values of a facet are offered, in addition to chosen ones."""


@dataclass(frozen=True)
class Choice:
    """A value of a facet; `url` is the address of this search without the value."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True)
class Facet:
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Answer:
    text: str
    page: Page
    rows: list[Found]
    facets: list[Facet]
    all_words: bool
    suggestion: str | None
    """The search text with its spelling corrected, or None."""
    suggestion_url: str

    @property
    def tokens(self) -> list[Choice]:
        return [choice for facet in self.facets for choice in facet.choices if choice.chosen]


def answer(request: HttpRequest, replica: Replica, text: str) -> Answer:
    """Return the data of the search page for a text. Raise QueryError with a message for the reader."""
    language = presentation.active_language()
    results = search(replica, text, language=language)
    chosen = {name: values for name in facets.names() if (values := request.GET.getlist(name))}
    resources = facets.narrowed(replica, results.ranked(), chosen)
    page = Paginator(resources, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = facets.counted(replica, results.hits.keys(), chosen)
    suggestion = None if results.hits and results.all_words else corrected(replica, text)
    return Answer(
        text,
        page,
        _rows(replica, list(page.object_list), results, language),
        list(filter(None, (_facet(request, replica, name, counted) for name, counted in counts.items()))),
        results.all_words,
        suggestion,
        _without(request, "q", q=suggestion or ""),
    )


def _rows(replica: Replica, resources: list[ResourceId], results: Results, language: str) -> list[Found]:
    texts = replica.texts(resources)
    several = zip(resources, presentation.rows(replica, resources, language), strict=True)
    return [
        found(row, public_description(replica, each, texts.get), results.query, results.hits[each].language)
        for each, row in several
    ]


def _facet(request: HttpRequest, replica: Replica, name: str, counted: Counter[str]) -> Facet | None:
    """Return a facet with its choices, or None if it offers fewer than two values and none is chosen."""
    chosen = request.GET.getlist(name)
    ranked = sorted(counted, key=lambda value: (-counted[value], value))
    offered = [*ranked[:VALUES], *(value for value in chosen if value in ranked[VALUES:])]
    if len(offered) < 2 and not chosen:
        return None
    labels = {value: _label(replica, name, value) for value in offered}
    choices = [
        Choice(name, value, labels[value], counted[value], value in chosen, _without(request, name, value))
        for value in offered
    ]
    return Facet(_heading(name), choices)


def _heading(name: str) -> str:
    if name == facets.TYPE:
        return gettext("Type")
    declared = next(each for each in registry().resources if name in each.links)
    return presentation.label(declared, declared.links[name])


def _label(replica: Replica, name: str, value: str) -> str:
    if name == facets.TYPE:
        return presentation.kind(registry().by_slug[value]).plural
    return presentation.mention(replica, value, presentation.active_language()).text


def _without(request: HttpRequest, name: str, value: str | None = None, **instead: str) -> str:
    """Return the query string of this search's first page without one value of a parameter (all values if None).

    `instead` has parameters to set.
    """
    query = request.GET.copy()
    query.setlist(name, [each for each in query.getlist(name) if value is not None and each != value])
    query.pop("page", None)
    for parameter, given in instead.items():
        query[parameter] = given
    return f"?{query.urlencode()}"
