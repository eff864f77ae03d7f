"""Synthetic toolkits: one for each programme, with modules below it that each have a case study of a project."""

import json
from collections.abc import Iterator
from functools import partial
from random import Random

from wagtail.models import Locale

from benchmarks.generation import words
from benchmarks.generation.chance import chance, draw_key, key
from benchmarks.generation.planned import Mention, Planned
from benchmarks.generation.reference import Reference
from benchmarks.generation.rows import add_countries
from cms.models import ModuleLink, Prerequisite, ProjectPage, ThemeLink, ToolkitModulePage, ToolkitPage

MODULES = 6
BLOCKS = ("step", "step", "success_factor", "risk_factor", "good_practice", "exercise")


def toolkit(seed: int, programme: Planned, reference: Reference, locale: Locale) -> Iterator[Planned]:
    """Yield the toolkit of a programme and its modules, each of which builds on the module before it or on none."""
    number = int(programme.page.slug.rpartition("-")[2]) - 1
    draw = chance(seed, "toolkit", number)
    page = ToolkitPage(
        translation_key=draw_key(draw),
        locale=locale,
        title=f"Toolkit: {programme.page.title}",
        slug=f"toolkit-{number + 1}",
        overview=words.rich_text(draw, "en", 1),
        last_published_at=programme.page.last_published_at,
    )
    planned = Planned(page, programme)
    planned.set_when_found("programme", programme.page.translation_key)
    add_countries(planned, draw, reference.draw_countries(draw, 12))
    for position in range(MODULES):
        planned.add_link(ModuleLink, draw, "module", key(seed, "module", number, position))
    yield planned
    for position in range(MODULES):
        yield _module(seed, number, position, planned, reference)


def _module(seed: int, number: int, position: int, below: Planned, reference: Reference) -> Planned:
    draw = chance(seed, "module", number, position)
    page = ToolkitModulePage(
        translation_key=draw_key(draw),
        locale=below.page.locale,
        title=f"{words.phrase('headings', position, 'en')} {number + 1}.{position + 1}",
        slug=f"module-{position + 1}",
        objectives=words.rich_text(draw, "en", 1),
        audience="Ministries of culture",
        duration="Half a day",
        body=json.dumps([_block(draw, kind) for kind in BLOCKS]),
        last_published_at=below.page.last_published_at,
    )
    planned = Planned(page, below)
    for theme in reference.draw_themes(draw):
        planned.add(ThemeLink, draw, theme_id=theme)
    if position and draw.random() < 0.7:
        planned.add_link(Prerequisite, draw, "module", key(seed, "module", number, position - 1))
    project = key(seed, "project", max(0, number - 1))
    planned.mentions.append(Mention(ProjectPage, project, partial(_add_case_study, page, _block(draw, "case_study"))))
    return planned


def _block(draw: Random, kind: str) -> dict:
    value = {"title": words.phrase("headings", draw.randrange(100), "en"), "text": words.rich_text(draw, "en", 1)}
    return {"type": kind, "value": value, "id": str(draw_key(draw))}


def _add_case_study(page: ToolkitModulePage, block: dict, project: int) -> None:
    block["value"] |= {"projects": [{"type": "item", "value": project, "id": block["id"]}], "countries": []}
    page.body = json.dumps([*page.body.get_prep_value(), block])
