"""wagtail-grapple with the fields of `grapple_fields`, and a list of projects that can be filtered by country."""

from __future__ import annotations

from typing import Any

import graphene
from django.urls import include, path
from grapple.registry import registry
from grapple.types.structures import QuerySetList
from grapple.utils import resolve_queryset
from wagtail import hooks

from benchmarks.peers.questions import Request, Requests, Samples
from benchmarks.peers.related import public_projects
from cms.models import ProjectPage

FACTS = "id title url firstPublishedAt lastPublishedAt starts ends sourceUrl"
LIST = f"""query List($limit: PositiveInt) {{ projects(limit: $limit) {{ {FACTS} overview aim
    countryLinks(limit: 100) {{ country {{ code title }} }}
    fundings(limit: 100) {{ donor {{ title }} }}
    activities(limit: 100) {{ title starts }} }} }}"""
ONE = f"""query One($id: ID) {{ projects(id: $id) {{ {FACTS} overview aim resultsText
    programme {{ title url }}
    countryLinks(limit: 100) {{ country {{ code title }} }}
    themeLinks(limit: 100) {{ theme {{ title }} }}
    fundings(limit: 100) {{ year amount currency donor {{ title }} }}
    partnerships(limit: 100) {{ role partner {{ title }} }}
    activities(limit: 100) {{ title starts }}
    keyFigures(limit: 100) {{ value label }}
    sections(limit: 100) {{ title shortDescription body }} }} }}"""
FILTER = """query Filter($country: String, $limit: PositiveInt) { projects(country: $country, limit: $limit) {
    id title url firstPublishedAt starts countryLinks(limit: 100) { country { title } } } }"""
LEVELS = """query Levels($limit: PositiveInt) { projects(limit: $limit) {
    title programme { title fundings(limit: 100) { donor { title country { title } } } }
    partnerships(limit: 100) { partner { title country { title } } } } }"""


@hooks.register("register_schema_query")
def add_projects(mixins: list[type]) -> None:
    class Projects:
        projects = QuerySetList(lambda: registry.pages[ProjectPage], country=graphene.String())

        def resolve_projects(self, info: Any, country: str = "", **arguments: Any) -> Any:
            found = public_projects()
            if country:
                found = found.filter(country_links__country__code=country)
            return resolve_queryset(found, info, **arguments)

    mixins.append(Projects)


urlpatterns = [path("grapple/", include("grapple.urls"))]


def requests(samples: Samples) -> Requests:
    return {
        "list": [_request(LIST, limit=100)],
        "one": [_request(ONE, id=samples.pages[0])],
        "filter": [_request(FILTER, country=samples.countries[0], limit=20)],
        "levels": [_request(LEVELS, limit=20)],
    }


def _request(query: str, **variables: object) -> Request:
    return Request("/grapple/graphql/", {"query": query, "variables": variables})
