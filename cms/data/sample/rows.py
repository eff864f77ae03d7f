"""The rows of the sample's pages; a link whose target an editor has deleted is left out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Model

from cms import models
from cms.data.ledger import lasting_key
from cms.data.reference import facts
from cms.data.reference.rows import existing, organisation
from cms.data.sample.files import existing_file
from cms.data.sample.lists import organisations, outcomes
from cms.data.sample.publishing import Sample
from cms.data.sample.records import (
    Donation,
    SampleDocument,
    SampleFigure,
    SampleOrganisation,
    SampleOutcome,
    SamplePicture,
    SampleResult,
    SampleSection,
)

Make = Callable[[Sample, Any], list[Model]]


def organisation_row(record: SampleOrganisation) -> models.Organisation:
    return models.Organisation(
        key=lasting_key("organisation", record.name),
        labels=record.labels,
        alternative_labels=record.other_names,
        acronym=record.acronym,
        kind=record.kind,
        country=models.Country.objects.filter(code=record.country).first(),
        live=False,
    )


def outcome_row(record: SampleOutcome) -> models.Outcome:
    return models.Outcome(
        key=lasting_key("outcome", record.name),
        labels=record.labels,
        description=record.description,
        kind=record.kind,
        date=record.date,
        live=False,
    )


def pages(model: type[Model], name: str) -> Make:
    return lambda sample, names: _links(model, name, map(sample.page, names))


def blocks(sample: Sample, body: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(kind, _block(sample, kind, value)) for kind, value in body]


def _block(sample: Sample, kind: str, value: Any) -> Any:
    if kind == "project":
        return sample.page(value)
    if kind == "case_study":
        projects = [page for name in value.get("projects", ()) if (page := sample.page(name))]
        return {**value, "projects": projects, "countries": list(_countries(value.get("countries", ())))}
    return value


def _links(model: type[Model], name: str, targets: Iterable[Model | None]) -> list[Model]:
    return [model(**{name: target}) for target in targets if target]


def _coded(model: type[Model], name: str, target: type[Model]) -> Make:
    """Return a function that makes rows with links to instances given by their codes."""
    return lambda sample, codes: _links(model, name, _by_code(target, codes))


def _areas(sample: Sample, names: Iterable[str]) -> list[Model]:
    edition = facts.framework().edition
    make = _keyed(models.MonitoringAreaLink, "area", models.MonitoringArea)
    return make(sample, [f"{edition}/{name}" for name in names])


def _keyed(model: type[Model], name: str, target: type[Model]) -> Make:
    """Return a function that makes rows with links to concepts of the reference data given by their names."""

    def make(sample: Sample, names: Iterable[str]) -> list[Model]:
        keys = [lasting_key(target.graph_type.slug, name) for name in names]
        known = target.objects.in_bulk(keys, field_name="key")
        return _links(model, name, map(known.get, keys))

    return make


def _by_code(model: type[Model], codes: Iterable[str]) -> Iterator[Model | None]:
    in_order = list(codes)
    return map(model.objects.in_bulk(in_order, field_name="code").get, in_order)


def _countries(codes: Iterable[str]) -> Iterator[models.Country]:
    return filter(None, _by_code(models.Country, codes))


def _fundings(sample: Sample, donations: Iterable[Donation]) -> list[Model]:
    return [
        models.Funding(
            donor=donor,
            amount=each.amount,
            currency=each.currency,
            year=each.year,
            share_of=_whole(sample, each, donor),
        )
        for each in donations
        if (donor := _organisation(each.donor))
    ]


def _whole(sample: Sample, donation: Donation, donor: models.Organisation) -> models.Funding | None:
    """Return the grant to a programme that includes the donation."""
    programme = sample.page(donation.share_of) if donation.share_of else None
    return models.Funding.objects.filter(page=programme, donor=donor, year=donation.year).first() if programme else None


def _partnerships(sample: Sample, partners: dict[str, str]) -> list[Model]:
    return [
        models.Partnership(partner=partner, role=role)
        for name, role in partners.items()
        if (partner := _organisation(name))
    ]


def _organisation(name: str) -> models.Organisation | None:
    """Return the saved organisation with this name in the sample or the reference data, found by its key or label."""
    own = (organisation_row(each) for each in organisations() if each.name == name)
    other = (organisation(each) for each in facts.organisations() if each.name == name)
    return existing(next(chain(own, other)))


def _results(sample: Sample, results: Iterable[SampleResult]) -> list[Model]:
    known = {record.name: record for record in outcomes()}
    return [_result(each, outcome) for each in results if (outcome := existing(outcome_row(known[each.outcome])))]


def _result(record: SampleResult, outcome: models.Outcome) -> models.Result:
    values = {name: getattr(record, name) for name in ("indicator", "baseline", "target", "actual")}
    row = models.Result(outcome=outcome, start_date=record.start, end_date=record.end, **values)
    row.country_links = [models.ResultCountry(country=each) for each in _countries(record.countries)]
    return row


def _figures(sample: Sample, figures: Iterable[SampleFigure]) -> list[Model]:
    return [models.KeyFigure(value=figure.value, label=figure.label) for figure in figures]


def _sections(sample: Sample, sections: Iterable[SampleSection]) -> list[Model]:
    return [models.Section(**vars(each)) for each in sections]


def _gallery(sample: Sample, pictures: Iterable[SamplePicture]) -> list[Model]:
    return [
        models.Picture(image=image, **{name: getattr(each, name) for name in ("alternative_text", "caption", "credit")})
        for each in pictures
        if (image := existing_file(models.ImageFile, each.name))
    ]


def _documents(sample: Sample, documents: Iterable[SampleDocument]) -> list[Model]:
    return _links(
        models.DocumentLink, "document", (existing_file(models.DocumentFile, each.name) for each in documents)
    )


def _languages(sample: Sample, languages: Iterable[str]) -> list[Model]:
    return [models.LanguageLink(language=each) for each in languages]


def _address(sample: Sample, address: str) -> list[Model]:
    return [models.PageIdentifier(scheme=models.PageIdentifier.Scheme.OTHER, value=address)]


ROWS: dict[str, tuple[str, Make]] = {
    "countries": ("country_links", _coded(models.CountryLink, "country", models.Country)),
    "conventions": ("convention_links", _coded(models.ConventionLink, "convention", models.Convention)),
    "themes": ("theme_links", _keyed(models.ThemeLink, "theme", models.Theme)),
    "types": ("project_type_links", _keyed(models.ProjectTypeLink, "project_type", models.ProjectType)),
    "targets": (
        "sustainable_development_target_links",
        _coded(models.SustainableDevelopmentTargetLink, "target", models.SustainableDevelopmentTarget),
    ),
    "areas": ("monitoring_area_links", _areas),
    "donations": ("fundings", _fundings),
    "partners": ("partnerships", _partnerships),
    "results": ("results", _results),
    "figures": ("key_figures", _figures),
    "sections": ("sections", _sections),
    "gallery": ("gallery", _gallery),
    "documents": ("document_links", _documents),
    "languages": ("language_links", _languages),
    "address": ("identifiers", _address),
    "related_projects": ("related_project_links", pages(models.RelatedProject, "project")),
    "activities": ("related_activity_links", pages(models.RelatedActivity, "activity")),
    "prerequisites": ("prerequisite_links", pages(models.Prerequisite, "module")),
    "about": ("subject_links", pages(models.Subject, "about_page")),
}
"""For each field of a record, the relation that holds its rows, and the function that makes them."""
