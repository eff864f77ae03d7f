"""From the sample's records to rows and pages: each thing after those that it refers to."""

from collections.abc import Callable

from django.db.models import Model
from wagtail.models import Page

from cms import models
from cms.acting import system
from cms.data.reference.rows import existing
from cms.sample import rows
from cms.sample.activities import ACTIVITIES
from cms.sample.files import write_files
from cms.sample.hidden import HIDDEN
from cms.sample.modules import MODULES
from cms.sample.news import NEWS
from cms.sample.organisations import ORGANISATIONS
from cms.sample.outcomes import OUTCOMES
from cms.sample.programmes import PROGRAMMES
from cms.sample.projects import PROJECTS
from cms.sample.publishing import Sample, put
from cms.sample.records import SampleOrganisation, SampleOutcome, SamplePage, Translation
from cms.sample.toolkit import TOOLKIT

FACTS = {
    "start": "start_date",
    "end": "end_date",
    "kind": "kind",
    "place": "place",
    "online": "online",
    "date": "date",
}
"""Fields that take a record's value as it is."""


def write_content(sample: Sample) -> None:
    for record in ORGANISATIONS:
        sample.write(f"organisation/{record.name}", lambda record=record: _add(rows.organisation_row(record), record))
    for record in OUTCOMES:
        sample.write(f"outcome/{record.name}", lambda record=record: _add(rows.outcome_row(record), record))
    for record in PROGRAMMES:
        _write(sample, record, "programmes")
    for record in (*PROJECTS, *HIDDEN):
        _write(sample, record, "projects")
    for record in ACTIVITIES:
        _write(sample, record, record.project)
    _write_toolkit(sample)
    for record in NEWS:
        _write(sample, record, "news")
    for record in (*PROGRAMMES, *PROJECTS, *ACTIVITIES, TOOLKIT, *MODULES, *NEWS):
        for language, translation in record.translations.items():
            sample.write_translation(record.name, language, _filling(sample, translation))


def _write(sample: Sample, record: SamplePage, parent: str) -> None:
    if f"page/{record.name}" not in sample:
        write_files(sample, record)
    sample.write_page(
        record.name,
        lambda: _page(sample, record),
        sample.page(parent),
        draft=record.draft,
        private=record.private,
        go_live_at=record.go_live_at,
    )


def _write_toolkit(sample: Sample) -> None:
    """Modules lie below the toolkit, which names them when they are there."""
    _write(sample, TOOLKIT, "toolkits")
    for record in MODULES:
        _write(sample, record, TOOLKIT.name)
    modules = [record.name for record in MODULES]

    def name_modules() -> Page | None:
        if toolkit := sample.page(TOOLKIT.name):
            toolkit.module_links = _in_order(rows.pages(models.ModuleLink, "module")(sample, modules))
            system.load(toolkit)
        return toolkit

    sample.write(f"page/{TOOLKIT.name}/modules", name_modules, counted=False)


def _page(sample: Sample, record: SamplePage) -> Page:
    facts = {field: getattr(record, name) for name, field in FACTS.items() if hasattr(record, name)}
    if programme := getattr(record, "programme", ""):
        facts["programme"] = sample.page(programme)
    page = record.model(**record.texts, **facts)
    for name, (relation, make) in rows.ROWS.items():
        if value := getattr(record, name, None):
            setattr(page, relation, _in_order(make(sample, value)))
    if record.body:
        page.body = rows.blocks(sample, record.body)
    return page


def _in_order(found: list[Model]) -> list[Model]:
    """As the form does it: what has no place in the order comes out in any order on PostgreSQL."""
    for position, row in enumerate(found):
        row.sort_order = position
    return found


def _filling(sample: Sample, translation: Translation) -> Callable[[Page], None]:
    def fill(page: Page) -> None:
        put(page, translation.texts)
        for relation, texts in translation.rows.items():
            found = list(getattr(page, relation).all())
            for row, text in zip(found, texts, strict=False):
                put(row, text)
            setattr(page, relation, found)
        if translation.body:
            page.body = rows.blocks(sample, translation.body)

    return fill


def _add(
    row: models.Organisation | models.Outcome, record: SampleOrganisation | SampleOutcome
) -> models.Organisation | models.Outcome | None:
    if existing(row):
        return None
    row.save()
    system.load(row, publish=record.published)
    return row
