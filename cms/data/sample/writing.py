"""Writes the sample's files as rows and pages; an object is written after the objects to which it refers."""

from collections.abc import Callable

from django.db.models import Model
from wagtail.models import Page

from cms import models
from cms.acting import system
from cms.data.reference.rows import existing
from cms.data.sample import content, rows
from cms.data.sample.files import write_files
from cms.data.sample.lists import organisations, outcomes
from cms.data.sample.publishing import Sample, put
from cms.data.sample.records import Entry, SampleOrganisation, SampleOutcome, Version

FACTS = {
    "start": "start_date",
    "end": "end_date",
    "kind": "kind",
    "place": "place",
    "location": "location",
    "online": "online",
    "date": "date",
}
"""Keys of the facts whose values are used unchanged, with the names of the page's fields."""

PARENTS: dict[str, Callable[[Entry], str]] = {
    "programmes": lambda entry: "programmes",
    "projects": lambda entry: "projects",
    "activities": lambda entry: entry.facts.project,
    "toolkits": lambda entry: "toolkits",
    "modules": lambda entry: entry.facts.toolkit,
}
"""For each folder, a function that returns the name of a page's parent."""


def write_content(sample: Sample) -> None:
    for record in organisations():
        sample.write(f"organisation/{record.name}", lambda record=record: _add(rows.organisation_row(record), record))
    for record in outcomes():
        sample.write(f"outcome/{record.name}", lambda record=record: _add(rows.outcome_row(record), record))
    for folder, parent in PARENTS.items():
        for entry in content.pages(folder):
            _write(sample, entry, parent(entry))
    for toolkit in content.pages("toolkits"):
        _name_modules(sample, toolkit)
    for entry in content.pages("news"):
        _write(sample, entry, "news")
    for folder in content.KINDS:
        for entry in content.pages(folder):
            for language, version in entry.translations:
                sample.write_translation(entry.name, language, _filling(sample, version))


def _write(sample: Sample, entry: Entry, parent: str) -> None:
    if f"page/{entry.name}" not in sample:
        write_files(sample, entry.facts)
    sample.write_page(
        entry.name,
        lambda: _page(sample, entry),
        sample.page(parent),
        draft=entry.facts.draft,
        private=entry.facts.private,
        go_live_at=entry.facts.go_live_at,
    )


def _name_modules(sample: Sample, entry: Entry) -> None:
    """Add links from a toolkit to its modules, which can be created only after it because they lie below it."""
    modules = [module.name for module in content.pages("modules") if module.facts.toolkit == entry.name]

    def name_modules() -> Page | None:
        if toolkit := sample.page(entry.name):
            toolkit.module_links = _in_order(rows.pages(models.ModuleLink, "module")(sample, modules))
            system.load(toolkit)
        return toolkit

    sample.write(f"page/{entry.name}/modules", name_modules, counted=False)


def _page(sample: Sample, entry: Entry) -> Page:
    values = {field: getattr(entry.facts, name) for name, field in FACTS.items() if hasattr(entry.facts, name)}
    if programme := getattr(entry.facts, "programme", None):
        values["programme"] = sample.page(programme)
    page = entry.facts.model(**entry.original.texts, **values)
    for name, (relation, make) in rows.ROWS.items():
        if value := getattr(entry.facts, name, None):
            setattr(page, relation, _in_order(make(sample, value)))
    if entry.original.body:
        page.body = rows.blocks(sample, entry.original.body)
    return page


def _in_order(numbered: list[Model]) -> list[Model]:
    """Number the rows as the form does, because PostgreSQL returns rows without a number in any order."""
    for position, row in enumerate(numbered):
        row.sort_order = position
    return numbered


def _filling(sample: Sample, version: Version) -> Callable[[Page], None]:
    def fill(page: Page) -> None:
        put(page, version.texts)
        for name, texts in version.rows.items():
            relation = rows.ROWS[name][0]
            translated = list(getattr(page, relation).all())
            for row, text in zip(translated, texts, strict=False):
                put(row, text)
            setattr(page, relation, translated)
        if version.body:
            page.body = rows.blocks(sample, version.body)

    return fill


def _add(
    row: models.Organisation | models.Outcome, record: SampleOrganisation | SampleOutcome
) -> models.Organisation | models.Outcome | None:
    if existing(row):
        return None
    row.save()
    system.load(row, publish=record.published)
    return row
