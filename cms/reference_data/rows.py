"""Turns facts into unsaved rows, those first to which others refer.

What a fact names may be gone, because an editor has deleted it: a group or a convention then does without it, and what
cannot stand alone, such as an area without its goal, is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model

from cms.ledger import lasting_key
from cms.models import (
    Convention,
    Country,
    CountryGroup,
    CountryGroupMember,
    MonitoringArea,
    MonitoringAreaTarget,
    MonitoringGoal,
    Organisation,
    Participation,
    ProjectType,
    SustainableDevelopmentTarget,
    Theme,
)
from cms.models.reference import Concept, ReferenceData
from cms.reference_data import monitoring, sustainable_development
from cms.reference_data.conventions import CONVENTIONS
from cms.reference_data.countries import countries
from cms.reference_data.country_groups import country_groups
from cms.reference_data.organisations import ORGANISATIONS, OrganisationFacts
from cms.reference_data.project_types import PROJECT_TYPES
from cms.reference_data.themes import THEMES, Term
from graph.languages import LANGUAGES


@dataclass(frozen=True)
class Row:
    """An instance with the rows below it, all of one model."""

    instance: ReferenceData
    children: list[Model] = field(default_factory=list)


def existing(row: ReferenceData) -> ReferenceData | None:
    """The row of the same key, or one that an editor or an import has made under the same name."""
    key = row.graph_type.key
    same_key = type(row)._default_manager.filter(**{key: getattr(row, key)})
    return (same_key | row.namesakes()).first()


def rows() -> Iterator[Row]:
    """Ask for the next row when the one before is saved: later rows refer to earlier ones."""
    for facts in countries():
        yield Row(Country(**facts.__dict__))
    for make in (_groups, _organisations, _terms, _conventions, _targets, _monitoring):
        yield from make()


def organisation(facts: OrganisationFacts) -> Organisation:
    return Organisation(
        key=lasting_key("organisation", facts.name),
        labels=facts.labels,
        acronym=facts.acronym,
        kind=facts.kind,
        homepage=facts.homepage,
        live=False,
    )


def _groups() -> Iterator[Row]:
    known = Country.objects.in_bulk(field_name="code")
    for facts in country_groups():
        group = CountryGroup(
            code=facts.code,
            kind=facts.kind,
            m49=facts.m49,
            part_of=CountryGroup.objects.filter(code=facts.part_of).first(),
            labels=facts.labels,
            alternative_labels={"en": list(facts.alternative_labels)},
            source=facts.source,
        )
        found = (known[code] for code in facts.countries.split() if code in known)
        yield Row(group, [CountryGroupMember(group=group, country=country) for country in found])


def _organisations() -> Iterator[Row]:
    for facts in ORGANISATIONS:
        yield Row(organisation(facts))


def _terms() -> Iterator[Row]:
    for model, terms in ((Theme, THEMES), (ProjectType, PROJECT_TYPES)):
        for position, term in enumerate(terms):
            yield Row(_concept(model, term, position))


def _concept(model: type[Concept], term: Term, position: int) -> Concept:
    return model(
        key=lasting_key(model.graph_type.slug, term.name),
        labels=term.labels,
        alternative_labels=term.alternative_labels,
        definition={"en": term.definition},
        sort_order=position,
    )


def _conventions() -> Iterator[Row]:
    party = _party_finder()
    for instrument in CONVENTIONS:
        convention = Convention(
            code=instrument.code,
            kind=instrument.kind,
            adopted=instrument.adopted,
            in_force=instrument.in_force,
            labels=instrument.labels,
            alternative_labels={"en": instrument.alternative_labels},
            source=instrument.source,
        )
        participations = [
            Participation(
                key=lasting_key("participation", f"{instrument.code}/{facts.country or facts.organisation}"),
                convention=convention,
                kind=facts.kind,
                deposited=facts.deposited,
                in_force=facts.in_force,
                sort_order=position,
                **party(facts.country, facts.organisation),
            )
            for position, facts in enumerate(instrument.parties)
        ]
        yield Row(convention, [each for each in participations if each.party])


def _party_finder() -> Callable[[str, str], dict[str, Model | None]]:
    known = Country.objects.in_bulk(field_name="code")
    organisations = {facts.name: existing(organisation(facts)) for facts in ORGANISATIONS}
    return lambda country, name: {"country": known.get(country), "organisation": organisations.get(name)}


def _targets() -> Iterator[Row]:
    for facts in sustainable_development.goals_and_targets():
        goal = SustainableDevelopmentTarget.objects.filter(code=facts.goal).first()
        if goal or not facts.goal:
            yield Row(
                SustainableDevelopmentTarget(
                    code=facts.code,
                    goal=goal,
                    labels=facts.labels,
                    alternative_labels=facts.alternative_labels,
                    source=sustainable_development.SOURCE,
                )
            )


def _monitoring() -> Iterator[Row]:
    known = SustainableDevelopmentTarget.objects.in_bulk(field_name="code")
    for facts in monitoring.GOALS:
        goal = MonitoringGoal(
            key=lasting_key("monitoring-goal", f"{monitoring.EDITION}/{facts.number}"),
            number=facts.number,
            edition=monitoring.EDITION,
            labels=_labels(facts.labels),
            sort_order=facts.number,
            source=monitoring.SOURCE,
        )
        yield Row(goal)
        if saved := existing(goal):
            yield from _areas(facts, saved, known)


def _areas(
    goal_facts: monitoring.Goal, goal: ReferenceData, targets: dict[str, SustainableDevelopmentTarget]
) -> Iterator[Row]:
    for position, facts in enumerate(goal_facts.areas):
        area = MonitoringArea(
            key=lasting_key("monitoring-area", f"{monitoring.EDITION}/{facts.name}"),
            goal=goal,
            labels=_labels(facts.labels),
            sort_order=10 * goal_facts.number + position,
            source=f"{monitoring.SOURCE} {facts.source}",
        )
        found = (targets[code] for code in facts.targets if code in targets)
        yield Row(area, [MonitoringAreaTarget(area=area, target=target) for target in found])


def _labels(texts: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(LANGUAGES, texts, strict=True))
