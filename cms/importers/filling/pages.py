"""Fill a page in memory from a record, and keep the values for which the page has no field.

Values are added and replaced, never removed: a fact that a later version of a source leaves out may still be true, and
an editor may have added to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db.models import Model

from cms.acting import Actor
from cms.fields.amount_input import Money
from cms.fields.date_input import read_partial_date
from cms.importers.filling.activities import fill_activity
from cms.importers.filling.rows import add_link, add_row, fill_figures, fitting, keep_unplaced, keep_unresolved
from cms.importers.filling.suggestions import date_field, suggest
from cms.importers.filling.texts import fill_body, rich_text, texts_as_passages
from cms.importers.matching import LINK_FIELDS, References, fold, is_period, mentions, split_period
from cms.importers.matching.organisations import acronym_in, read_organisation, without_article
from cms.importers.record import KeyFigure, Record, Section
from cms.models import Funding, Organisation, Partnership, PeriodMixin, ResourcePage
from cms.models.relations import Section as SectionRow
from graph.declarations.partial_dates import PartialDate, period_is_reversed

# For each labelled text, its possible fields: it goes into the first that the page has, else into the page's body.
_TEXTS = {"overview": ("overview", "summary"), "aim": ("aim",), "results": ("results_text",)}
_HEADINGS = {"overview": "", "aim": "General aim", "results": "Results"}


def fill(page: ResourcePage, record: Record, references: References, actor: Actor) -> list[Model]:
    """Fill the page from the record; return the organisations and outcomes that were created for it."""
    _fill_title(page, record)
    fill_source(page, record)
    _fill_dates(page, record)
    _fill_kind(page, record)
    _fill_texts(page, record)
    _fill_links(page, record, references)
    role = {"role": Partnership.Role.LOCAL_PARTNER if record.partners_are_local else ""}
    made = [
        *_link_organisations(page, Funding, "fundings", "donor", record.donors, references, actor),
        *_link_organisations(page, Partnership, "partnerships", "partner", record.partners, references, actor, role),
    ]
    _fill_figures(page, record.key_figures)
    for label, value in record.unplaced:
        keep_unplaced(page, label, value)
    if record.activity:
        # What an activity states it states in elements of its own: its words are no source of suggestions.
        return [*made, *fill_activity(page, record.activity, references, actor)]
    suggest(page, mentions(record.prose, references, date_field(page)))
    return made


def _declares(page: ResourcePage, name: str) -> bool:
    return name in {field.name for field in page.graph_fields}


def _fill_title(page: ResourcePage, record: Record) -> None:
    """Set the title of a new page; on an existing page, replace only a provisional title, by a real one."""
    if page.title and (record.title_is_provisional or not page.title_is_provisional):
        return
    page.title = fitting(record.title, type(page), "title")
    page.title_is_provisional = record.title_is_provisional
    if page.title != record.title:
        keep_unplaced(page, "Title", record.title)


def fill_source(page: ResourcePage, record: Record) -> None:
    for name in ("source_url", "archive_url"):
        url = getattr(record, name)
        try:
            page._meta.get_field(name).clean(url, page)
        except ValidationError:
            keep_unplaced(page, "Address", url)
        else:
            setattr(page, name, url or getattr(page, name))
    page.captured_at = record.captured_at or page.captured_at


def _fill_dates(page: ResourcePage, record: Record) -> None:
    if not isinstance(page, PeriodMixin):
        page.date = _date(page, "Date", record.start, allow_open=False) or page.date
        keep_unplaced(page, "End date", record.end)
        return
    written = split_period(record.start) if not record.end and is_period(record.start) else (record.start, record.end)
    start = _date(page, "Start date", written[0], allow_open=False)
    end = _date(page, "End date", written[1], allow_open=True)
    start, end = start or page.start_date, end or page.end_date
    if start and end and period_is_reversed(start, end):
        keep_unplaced(page, "Start date", record.start)
        keep_unplaced(page, "End date", record.end)
    else:
        page.start_date, page.end_date = start, end


def _fill_kind(page: ResourcePage, record: Record) -> None:
    """Set the kind of an activity if the text names one, else keep the text as an unplaced value."""
    if record.activity_type and not _choose(page, "kind", record.activity_type):
        keep_unplaced(page, "Type of activity", record.activity_type)


def _fill_texts(page: ResourcePage, record: Record) -> None:
    homeless = {}
    for stated, fields in _TEXTS.items():
        field = next((name for name in fields if _declares(page, name)), None)
        if field is None:
            homeless[stated] = _HEADINGS[stated]
        elif text := getattr(record, stated):
            setattr(page, field, rich_text(text))
    if _declares(page, "sections"):
        _fill_sections(page, record.sections)
    if _declares(page, "body"):
        sections = () if _declares(page, "sections") else record.sections
        fill_body(page, (*record.passages, *texts_as_passages(replace(record, sections=sections), homeless)))


def _fill_figures(page: ResourcePage, figures: Sequence[KeyFigure]) -> None:
    if _declares(page, "key_figures"):
        fill_figures(page, figures)
        return
    for figure in figures:
        keep_unplaced(page, "Key figure", f"{figure.value} {figure.label}")


def _date(page: ResourcePage, label: str, written: str, allow_open: bool) -> PartialDate | None:
    try:
        return read_partial_date(written, allow_open)
    except ValueError:
        keep_unplaced(page, label, written)
        return None


def _fill_links(page: ResourcePage, record: Record, references: References) -> None:
    for field in LINK_FIELDS.values():
        names = [each for name in getattr(record, field.name, ()) for each in references.names_in(field, name)]
        for name in names:
            target = references.find(field, name, page.locale)
            if not _declares(page, field.name):
                keep_unplaced(page, field.name.replace("_", " ").capitalize(), name)
            elif target:
                add_link(page, field, target)
            else:
                keep_unresolved(page, field.name, name)


def _link_organisations(
    page: ResourcePage,
    model: type[Model],
    relation: str,
    role: str,
    names: Iterable[str],
    references: References,
    actor: Actor,
    facts: Mapping[str, str] = MappingProxyType({}),
) -> list[Organisation]:
    """Link the page with the organisations of these names; return the organisations that were created for it."""
    if not _declares(page, relation):
        for name in names:
            keep_unplaced(page, role.capitalize(), name)
        return []
    made = []
    linked = {getattr(row, f"{role}_id") for row in getattr(page, relation).all()}
    for written in names:
        named = read_organisation(written)
        organisation = references.organisation_named(named.name)
        if organisation is None:
            organisation = _create_organisation(named.name, references, actor)
            made.append(organisation)
        money = named.money
        if money and model is not Funding:
            keep_unplaced(page, role.capitalize(), written)
        if organisation.pk not in linked:
            linked.add(organisation.pk)
            amount = {"amount": money.amount, "currency": money.currency} if money and model is Funding else {}
            add_row(page, relation, model(**{role: organisation}, **amount, **facts))
        elif money and model is Funding:
            _state_amount(page, organisation, money)
    return made


def _state_amount(page: ResourcePage, donor: Organisation, money: Money) -> None:
    """Write the amount into the donor's grant if that states none; else keep it, unless it is the same."""
    rows = list(page.fundings.all())
    own = [row for row in rows if row.donor_id == donor.pk]
    if len(own) == 1 and own[0].amount is None:
        own[0].amount, own[0].currency = money.amount, money.currency
        page.fundings = rows
    elif (money.amount, money.currency) not in {(row.amount, row.currency) for row in own}:
        keep_unplaced(page, "Donor", f"{donor}: {money.amount:f} {money.currency}")


def _create_organisation(name: str, references: References, actor: Actor) -> Organisation:
    """Create an organisation as a draft for editors to check."""
    country = references.country(name)
    kind = Organisation.Kind.GOVERNMENT if country else ""
    plain, acronym = (name, "") if country else acronym_in(without_article(name))
    organisation = Organisation(labels={"en": plain}, acronym=acronym, country=country, kind=kind)
    organisation.full_clean()
    actor.add(organisation)
    for each in filter(None, (name, plain, acronym)):
        references.organisations.setdefault(fold(each), organisation)
    return organisation


def _fill_sections(page: ResourcePage, sections: Sequence[Section]) -> None:
    """Update the page's sections that have the same title, and add the other sections."""
    present = list(page.sections.all())
    for section in sections:
        title = section.title or str(SectionRow._meta.verbose_name).capitalize()
        row = next((each for each in present if fold(each.title) == fold(title)), None)
        if row:
            present.remove(row)
            page.sections.add(row)
        else:
            row = SectionRow(title=fitting(title, SectionRow, "title"))
            add_row(page, "sections", row)
            if row.title != title:
                keep_unplaced(page, "Title of the section", title)
        row.short_description = rich_text(section.description)
        for name in ("position", "style"):
            written = getattr(section, name)
            if written and not _choose(row, name, written):
                keep_unplaced(page, f"{name.capitalize()} of “{row.title}”", written)


def _choose(instance: Model, name: str, written: str) -> bool:
    """Set the field to the choice whose value or label is `written`; return whether there is such a choice."""
    choices = instance._meta.get_field(name).choices
    chosen = {fold(each): value for value, label in choices for each in (value, str(label))}
    if fold(written) in chosen:
        setattr(instance, name, chosen[fold(written)])
    return fold(written) in chosen
