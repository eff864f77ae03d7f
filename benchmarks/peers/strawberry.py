"""strawberry-graphql-django with its optimizer, which joins and prefetches what a query selects."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry
import strawberry_django
from django.db.models import Count, Prefetch
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from strawberry.django.views import GraphQLView
from strawberry_django.optimizer import DjangoOptimizerExtension
from wagtail.rich_text import expand_db_html

from benchmarks.peers.questions import Request, Requests, Samples
from benchmarks.peers.related import public_projects
from cms import models


def _text(name: str) -> Any:
    def resolve(self: Any) -> str:
        return expand_db_html(getattr(self, name))

    return strawberry_django.field(resolve, only=[name])


def _plain(name: str) -> Any:
    def resolve(self: Any) -> str | None:
        value = getattr(self, name)
        return None if value is None else str(value)

    return strawberry_django.field(resolve, only=[name])


@strawberry_django.type(models.Country)
class Country:
    code: strawberry.auto
    title = _plain("labels")


@strawberry_django.type(models.Theme)
class Theme:
    title = _plain("labels")


@strawberry_django.type(models.Organisation)
class Organisation:
    title = _plain("labels")
    country: Country | None


@strawberry_django.type(models.CountryLink)
class CountryLink:
    country: Country


@strawberry_django.type(models.ThemeLink)
class ThemeLink:
    theme: Theme


@strawberry_django.type(models.Funding)
class Funding:
    year: strawberry.auto
    amount: strawberry.auto
    currency: strawberry.auto
    donor: Organisation


@strawberry_django.type(models.Partnership)
class Partnership:
    role: strawberry.auto
    partner: Organisation


@strawberry_django.type(models.KeyFigure)
class KeyFigure:
    value: strawberry.auto
    label: strawberry.auto


@strawberry_django.type(models.Section)
class Section:
    title: strawberry.auto
    short_description = _text("short_description")
    body = _text("body")


@strawberry_django.type(models.ActivityPage)
class Activity:
    title: strawberry.auto
    start_date = _plain("start_date")


@strawberry_django.type(models.ProgrammePage)
class Programme:
    title: strawberry.auto
    fundings: list[Funding]

    @strawberry_django.field(only=["url_path"])
    def url(self) -> str | None:
        return self.get_url()


def _activities(info: Any) -> Prefetch:
    public = models.ActivityPage.objects.live().public()
    links = models.RelatedActivity.objects.filter(activity__in=public.values("pk")).select_related("activity")
    return Prefetch("related_activity_links", links)


@strawberry_django.type(models.ProjectPage)
class Project:
    id: strawberry.auto
    title: strawberry.auto
    first_published_at: strawberry.auto
    last_published_at: strawberry.auto
    start_date = _plain("start_date")
    end_date = _plain("end_date")
    source_url: strawberry.auto
    overview = _text("overview")
    aim = _text("aim")
    results_text = _text("results_text")
    programme: Programme | None
    country_links: list[CountryLink]
    theme_links: list[ThemeLink]
    fundings: list[Funding]
    partnerships: list[Partnership]
    key_figures: list[KeyFigure]
    sections: list[Section]

    @strawberry_django.field(only=["url_path"])
    def url(self) -> str | None:
        return self.get_url()

    @strawberry_django.field(prefetch_related=[_activities])
    def activities(self) -> list[Activity]:
        return [link.activity for link in self.related_activity_links.all()]


@strawberry.type
class Value:
    title: str
    count: int


@strawberry.type
class Facets:
    total: int
    themes: list[Value]
    project_types: list[Value]


@strawberry.type
class Query:
    @strawberry_django.field
    def projects(self, limit: int, country: str | None = None) -> list[Project]:
        found = public_projects()
        return (found.filter(country_links__country__code=country) if country else found)[:limit]

    @strawberry_django.field
    def project(self, id: strawberry.ID) -> Project | None:
        return public_projects().filter(pk=id).first()

    @strawberry.field
    def facets(self, since: datetime) -> Facets:
        found = public_projects().filter(first_published_at__gte=since)
        return Facets(
            total=found.count(),
            themes=_counted(found, "theme_links__theme", models.Theme),
            project_types=_counted(found, "project_type_links__project_type", models.ProjectType),
        )


def _counted(found: Any, link: str, model: Any) -> list[Value]:
    counts = dict(found.order_by().exclude(**{link: None}).values_list(link).annotate(Count("pk", distinct=True)))
    named = model.objects.in_bulk(counts)
    return [Value(title=str(named[pk]), count=count) for pk, count in counts.items()]


schema = strawberry.Schema(Query, extensions=[DjangoOptimizerExtension])
urlpatterns = [path("strawberry/", csrf_exempt(GraphQLView.as_view(schema=schema)))]

FACTS = "id title url firstPublishedAt lastPublishedAt startDate endDate sourceUrl"
LIST = f"""{{ projects(limit: 100) {{ {FACTS} overview aim
    countryLinks {{ country {{ code title }} }} fundings {{ donor {{ title }} }}
    activities {{ title startDate }} }} }}"""
ONE = f"""query One($id: ID!) {{ project(id: $id) {{ {FACTS} overview aim resultsText
    programme {{ title url }} countryLinks {{ country {{ code title }} }} themeLinks {{ theme {{ title }} }}
    fundings {{ year amount currency donor {{ title }} }} partnerships {{ role partner {{ title }} }}
    activities {{ title startDate }} keyFigures {{ value label }}
    sections {{ title shortDescription body }} }} }}"""
FILTER = """query Filter($country: String!) { projects(country: $country, limit: 20) {
    id title url firstPublishedAt startDate countryLinks { country { title } } } }"""
LEVELS = """{ projects(limit: 20) { title programme { title fundings { donor { title country { title } } } }
    partnerships { partner { title country { title } } } } }"""
FACETS = """query Facets($since: DateTime!) { facets(since: $since) {
    total themes { title count } projectTypes { title count } } }"""


def requests(samples: Samples) -> Requests:
    return {
        "list": [_request(LIST)],
        "one": [_request(ONE, id=samples.pages[0])],
        "filter": [_request(FILTER, country=samples.countries[0])],
        "levels": [_request(LEVELS)],
        "facets": [_request(FACETS, since="1990-01-01T00:00:00+00:00")],
    }


def _request(query: str, **variables: object) -> Request:
    return Request("/strawberry/", {"query": query, "variables": variables})
