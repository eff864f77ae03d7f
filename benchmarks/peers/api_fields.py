"""Declarations of Accord's models for Wagtail's API; versions 2 and 3 read the same ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from rest_framework.serializers import Field
from wagtail.api import APIField

from benchmarks.peers.related import related_activities
from cms import models


class Made(Field):
    """A field that is made of the whole instance."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__(source="*")
        self._make = make

    def __deepcopy__(self, memo: object) -> Made:
        return Made(self._make)

    def to_representation(self, instance: Any) -> Any:
        return self._make(instance)


def declare() -> None:
    models.ProjectPage.api_fields = [*_one_level(), *([] if settings.INTERFACE == "api_v3" else _levels())]


def _one_level() -> list[Any]:
    return [
        *("last_published_at", "source_url", "overview", "aim", "results_text"),
        *(_made(name, lambda page, name=name: _text(getattr(page, name))) for name in ("start_date", "end_date")),
        _made("programme", lambda page: page.programme and {"title": page.programme.title, "url": page.programme.url}),
        _made("countries", lambda page: [_country(row.country) for row in page.country_links.all()]),
        _made("themes", lambda page: [{"title": str(row.theme)} for row in page.theme_links.all()]),
        _made("donors", lambda page: [{"title": str(row.donor)} for row in page.fundings.all()]),
        _made("fundings", lambda page: [_funding(row) for row in page.fundings.all()]),
        _made("partnerships", lambda page: [_partnership(row) for row in page.partnerships.all()]),
        _made("activities", lambda page: [_activity(each) for each in related_activities(page)]),
        _made("key_figures", lambda page: [{"value": row.value, "label": row.label} for row in page.key_figures.all()]),
        _made("sections", lambda page: [_section(row) for row in page.sections.all()]),
    ]


def _levels() -> list[Any]:
    """Return the fields that nest further. In version 3, which shows all fields, they would be in every answer."""
    return [
        _made("funded_programme", lambda page: _funded(page.programme)),
        _made("partners", lambda page: [_organisation(row.partner) for row in page.partnerships.all()]),
    ]


def _made(name: str, make: Callable[[Any], Any]) -> APIField:
    return APIField(name, serializer=Made(make))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _country(country: Any) -> dict[str, Any] | None:
    return country and {"code": country.code, "title": str(country)}


def _organisation(organisation: Any) -> dict[str, Any]:
    return {"title": str(organisation), "country": _country(organisation.country)}


def _funding(row: Any) -> dict[str, Any]:
    money = {"year": row.year, "amount": _text(row.amount), "currency": row.currency}
    return money | {"donor": {"title": str(row.donor)}}


def _partnership(row: Any) -> dict[str, Any]:
    return {"role": row.role, "partner": {"title": str(row.partner)}}


def _funded(programme: Any) -> dict[str, Any] | None:
    donors = programme and [_organisation(row.donor) for row in programme.fundings.all()]
    return programme and {"title": programme.title, "donors": donors}


def _activity(page: Any) -> dict[str, Any]:
    return {"title": page.title, "start_date": _text(page.start_date)}


def _section(row: Any) -> dict[str, Any]:
    return {"title": row.title, "short_description": row.short_description, "body": row.body}
