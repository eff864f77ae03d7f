"""From the sample's records to rows and pages."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db.models import Model

from cms import models
from cms.ledger import lasting_key
from cms.reference_data.organisations import ORGANISATIONS as REFERENCE_ORGANISATIONS
from cms.reference_data.rows import existing, organisation
from cms.sample.activities import ACTIVITIES
from cms.sample.hidden import HIDDEN
from cms.sample.organisations import ORGANISATIONS
from cms.sample.programmes import PROGRAMMES
from cms.sample.projects import PROJECTS
from cms.sample.publishing import Sample
from cms.sample.records import (
    Donation,
    SampleActivity,
    SampleOrganisation,
    SamplePage,
    SampleProgramme,
    SampleProject,
)


def write_content(sample: Sample) -> None:
    """Each thing after those that it refers to."""
    for record in ORGANISATIONS:
        sample.write(f"organisation/{record.name}", lambda record=record: _add_organisation(record))
    for record in PROGRAMMES:
        _write(sample, record, "programmes")
    for record in (*PROJECTS, *HIDDEN):
        _write(sample, record, "projects")
        for language, translation in record.translations.items():
            texts, sections = translation.texts, translation.sections
            sample.write_translation(record.name, language, texts, sections)
    for record in ACTIVITIES:
        _write(sample, record, record.project)


def _write(sample: Sample, record: SamplePage, parent: str) -> None:
    build = {
        SampleProgramme: _programme,
        SampleProject: _project,
        SampleActivity: _activity,
    }[type(record)]
    sample.write_page(
        record.name,
        lambda: build(sample, record),
        sample.page(parent),
        draft=record.draft,
        private=record.private,
        go_live_at=record.go_live_at,
    )


def _programme(sample: Sample, record: SampleProgramme) -> models.ProgrammePage:
    page = models.ProgrammePage(**_common(record))
    page.country_links = _countries(record)
    page.fundings = _fundings(record.donations)
    return page


def _project(sample: Sample, record: SampleProject) -> models.ProjectPage:
    page = models.ProjectPage(**_common(record), programme=sample.page(record.programme))
    page.country_links = _countries(record)
    page.fundings = _fundings(record.donations)
    page.partnerships = _partnerships(record.partners)
    page.theme_links = _links(models.ThemeLink, "theme", _concepts(models.Theme, record.themes))
    page.project_type_links = _links(
        models.ProjectTypeLink, "project_type", _concepts(models.ProjectType, record.types)
    )
    conventions = (models.Convention.objects.filter(code=each).first() for each in record.conventions)
    page.convention_links = _links(models.ConventionLink, "convention", conventions)
    related = (sample.page(name) for name in record.related_projects)
    page.related_project_links = _links(models.RelatedProject, "project", related)
    page.sections = [models.Section(**each.__dict__) for each in record.sections]
    return page


def _activity(sample: Sample, record: SampleActivity) -> models.ActivityPage:
    details = {"kind": record.kind, "place": record.place, "online": record.online}
    page = models.ActivityPage(**_common(record), **details)
    page.country_links = _countries(record)
    page.partnerships = _partnerships(record.partners)
    page.body = [(block, sample.page(value) if block == "project" else value) for block, value in record.body]
    return page


def _common(record: SamplePage) -> dict:
    return {**record.texts, "start_date": record.start, "end_date": record.end}


def _countries(record: SamplePage) -> list[models.CountryLink]:
    codes = record.countries.split()
    known = models.Country.objects.in_bulk(codes, field_name="code")
    return _links(models.CountryLink, "country", map(known.get, codes))


def _fundings(donations: Iterable[Donation]) -> list[models.Funding]:
    return [
        models.Funding(donor=donor, amount=each.amount, currency=each.currency, year=each.year)
        for each in donations
        if (donor := _organisation(each.donor))
    ]


def _partnerships(partners: dict[str, str]) -> list[models.Partnership]:
    return [
        models.Partnership(partner=partner, role=role)
        for name, role in partners.items()
        if (partner := _organisation(name))
    ]


def _links(model: type[Model], name: str, targets: Iterable[Model | None]) -> list[Model]:
    """Rows that link to what there is: editors may have deleted some."""
    return [model(**{name: target}) for target in targets if target]


def _concepts(model: type[Model], names: Iterable[str]) -> Iterator[Model | None]:
    for name in names:
        key = lasting_key(model.graph_type.slug, name)
        yield model.objects.filter(key=key).first()


def _add_organisation(record: SampleOrganisation) -> models.Organisation | None:
    row = _organisation_row(record)
    if existing(row):
        return None
    row.save()
    revision = row.save_revision(log_action=True)
    if record.published:
        revision.publish()
    return row


def _organisation(name: str) -> models.Organisation | None:
    """An organisation of the sample or of the reference data, by its key or else its label."""
    own = (_organisation_row(each) for each in ORGANISATIONS if each.name == name)
    other = (organisation(each) for each in REFERENCE_ORGANISATIONS if each.name == name)
    return existing(next(chain(own, other)))


def _organisation_row(record: SampleOrganisation) -> models.Organisation:
    return models.Organisation(
        key=lasting_key("organisation", record.name),
        labels=record.labels,
        alternative_labels=record.alternative_labels,
        acronym=record.acronym,
        kind=record.kind,
        country=models.Country.objects.filter(code=record.country).first(),
        live=False,
    )
