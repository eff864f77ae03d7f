"""Puts what a record states on a page, in memory, and keeps what finds no field there.

Adds and replaces, never removes: what a later version of a source no longer says may
still be true, and an editor may have added to it.
"""

from collections.abc import Iterable

from django.db.models import Model
from wagtail.actions.create import CreateAction

from cms.fields.date_input import read_partial_date
from cms.models import (
    Funding,
    Organisation,
    Partnership,
    ProjectPage,
    UnplacedValue,
    UnresolvedReference,
)
from cms.models.relations import Section as SectionRow
from graph.partial_dates import PartialDate, period_is_reversed

from .labels import fold
from .links import add_link, add_row
from .record import Record, Section
from .references import LINK_FIELDS, References
from .rich_text import rich_text

PROVISIONAL = "Not stated in the source: made from the page's address."
_TEXTS = {"overview": "overview", "aim": "aim", "results": "results_text"}


class Filling:
    """One record on its way onto one page."""

    def __init__(self, page: ProjectPage, record: Record, references: References):
        self.page = page
        self.record = record
        self.references = references
        self.new_organisations: list[str] = []

    def fill(self) -> None:
        self._title()
        self._source()
        for stated, field in _TEXTS.items():
            text = getattr(self.record, stated)
            if text:
                setattr(self.page, field, rich_text(text))
        self._period()
        self._links()
        self._organisations("fundings", "donor", Funding, self.record.donors)
        self._organisations("partnerships", "partner", Partnership, self.record.partners)
        for section in self.record.sections:
            self._section(section)
        for figure in self.record.key_figures:
            self._keep("Key figure", f"{figure.value} {figure.label}")
        for label, value in self.record.unplaced:
            self._keep(label, value)

    def _title(self) -> None:
        """A stated title replaces a provisional one, and no other."""
        marks = self.page.unplaced_values.filter(value=PROVISIONAL)
        if self.record.title_is_provisional:
            if not self.page.title:
                self._keep("Title", PROVISIONAL)
        elif marks:
            self.page.unplaced_values.remove(*marks)
            self.page.title = ""
        self.page.title = self.page.title or self.record.title

    def _source(self) -> None:
        for field in ("source_url", "archive_url", "captured_at"):
            stated = getattr(self.record, field)
            if stated:
                setattr(self.page, field, stated)

    def _period(self) -> None:
        start = self._date("Start date", self.record.start, allow_open=False)
        end = self._date("End date", self.record.end, allow_open=True)
        start, end = start or self.page.start_date, end or self.page.end_date
        if start and end and period_is_reversed(start, end):
            self._keep("Start date", self.record.start)
            self._keep("End date", self.record.end)
        else:
            self.page.start_date, self.page.end_date = start, end

    def _date(self, label: str, written: str, allow_open: bool) -> PartialDate | None:
        try:
            return read_partial_date(written, allow_open)
        except ValueError:
            self._keep(label, written)
            return None

    def _links(self) -> None:
        for field in LINK_FIELDS.values():
            for name in getattr(self.record, field.name):
                target = self.references.find(field, name, self.page.locale)
                if target:
                    add_link(self.page, field, target)
                else:
                    self._remember(field.name, name)

    def _remember(self, field: str, name: str) -> None:
        if len(name) > _limit(UnresolvedReference, "name"):
            self._keep(field, name)
        elif not self.page.unresolved_references.filter(field=field, name=name):
            row = UnresolvedReference(field=field, name=name)
            add_row(self.page, "unresolved_references", row)

    def _organisations(
        self, relation: str, role: str, row: type[Model], names: Iterable[str]
    ) -> None:
        present = {getattr(row, f"{role}_id") for row in getattr(self.page, relation).all()}
        for name in names:
            organisation = self._organisation(name)
            if organisation.pk not in present:
                present.add(organisation.pk)
                add_row(self.page, relation, row(**{role: organisation}))

    def _organisation(self, name: str) -> Organisation:
        """The organisation of this name; a new one is a draft for editors to check."""
        known = self.references.organisations
        organisation = known.get(fold(name))
        if organisation is None:
            country = self.references.country(name)
            kind = Organisation.Kind.GOVERNMENT if country else ""
            organisation = Organisation(labels={"en": name}, country=country, kind=kind)
            organisation.full_clean()
            CreateAction(organisation).execute(skip_permission_checks=True)
            known[fold(name)] = organisation
            self.new_organisations.append(name)
        return organisation

    def _section(self, section: Section) -> None:
        rows = self.page.sections.all()
        title = section.title or str(SectionRow._meta.verbose_name).capitalize()
        row = next((r for r in rows if fold(r.title) == fold(title)), None)
        if row is None:
            row = SectionRow(title=title)
            add_row(self.page, "sections", row)
        row.short_description = rich_text(section.description)
        for name in ("position", "style"):
            self._choose(row, name, getattr(section, name))
        self.page.sections.add(row)
