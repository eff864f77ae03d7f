"""The tool that finds resources by words."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from graph import presentation
from graph.declarations import django_language, registry
from graph.identity import ResourceId
from graph.presentation.descriptions import public_description
from graph.replica import Replica, reading
from home.mcp.arguments import Choices, Given, Json, Number, Words
from home.mcp.tool import LANGUAGE, Tool, fitting, listed, plain, slugs
from search.found import found
from search.query import LONGEST
from search.results import Results
from search.results import search as results_of
from search.suggestions import corrected


def _description() -> str:
    kinds = ", ".join(str(each.model._meta.verbose_name_plural) for each in registry().resources)
    return (
        f"Find published resources by words of their names and texts, in any language. There are {kinds}. "
        "Returns IRIs with names, first facts and the passage that matches. What is not found may be unpublished, "
        "so an empty answer never means that something does not exist."
    )


def _run(given: Given) -> Json:
    language, names = given["language"], [registry().by_slug[each].name for each in given["types"] or ()]
    with reading() as replica, override(django_language(language)):
        results = results_of(replica, given["query"], language=language, types=names or None)
        ranked, start = results.ranked(), given["offset"]
        page = ranked[start : start + given["limit"]]
        shown = list(_page(replica, page, results, language))
        answer = {
            "version": replica.sequence,
            "total": len(ranked),
            "all_words": results.all_words,
            "results": shown,
            "next_offset": start + len(shown) if start + len(shown) < len(ranked) else None,
        }
        if not (ranked and results.all_words) and (better := corrected(replica, given["query"])):
            answer["did_you_mean"] = better
    return answer | {"source": _source(given)}


def _page(replica: Replica, page: list[ResourceId], results: Results, language: str) -> Iterator[Json]:
    texts = replica.texts(page)
    rows = zip(page, presentation.rows(replica, page, language), strict=True)

    def written(pair: tuple[ResourceId, presentation.Row]) -> Json:
        resource, row = pair
        description, matching = public_description(replica, resource, texts.get), results.hits[resource].language
        fragments = found(row, description, results.query, matching).fragments
        passage = {"passage": " … ".join(map(plain, fragments))} if fragments else {}
        return listed(resource, row, replica) | passage

    return fitting(rows, written)


def _source(given: Given) -> str:
    query = urlencode({"q": given["query"], "lang": given["language"]})
    return f"{settings.GRAPH_BASE_IRI}{reverse('search')}?{query}"


TOOL = Tool(
    "search",
    "Search",
    _description,
    (
        Words("query", "Words to look for: a name, a place, a subject.", True, LONGEST),
        Choices("types", "Only resources of these types; of all types by default.", False, slugs),
        LANGUAGE,
        Number("limit", "How many results.", False, 1, 20, 10),
        Number("offset", "How many results to skip: next_offset of the answer before.", False, 0, 10_000, 0),
    ),
    _run,
)
