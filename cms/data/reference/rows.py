"""Conversion of facts to unsaved rows; a row comes after the rows to which it refers.

An editor may have deleted a row to which a fact refers. A group or a convention is then made without it; a row that
needs it, such as an area without its goal, is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model

from cms.data.ledger import lasting_key
from cms.data.reference import facts
from cms.data.reference.countries import countries, region_name
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
from graph.declarations import LANGUAGES

# The abbreviation by which texts cite a goal or target, such as SDG 8.3.
CITED = {"en": "SDG", "fr": "ODD", "es": "ODS", "ru": "ЦУР"}


@dataclass(frozen=True)
class Row:
    """An unsaved instance with its child rows, which all are of one model."""

    instance: ReferenceData
    children: list[Model] = field(default_factory=list)


def existing(row: ReferenceData) -> ReferenceData | None:
    """Return the saved row with the same key, or with the same name, which an editor or an import has created."""
    key = row.graph_type.key
    same_key = type(row)._default_manager.filter(**{key: getattr(row, key)})
    return (same_key | row.namesakes()).first()


def rows() -> Iterator[Row]:
    """Yield all rows of the reference data.

    The caller must save each row before it asks for the next one, because later rows refer to earlier ones.
    """
    for country in countries():
        yield Row(country)
    for make in (_groups, _organisations, _terms, _conventions, _targets, _monitoring):
        yield from make()


def organisation(organisation_facts: facts.Organisation) -> Organisation:
    return Organisation(
        key=lasting_key("organisation", organisation_facts.name),
        labels=organisation_facts.labels,
        acronym=organisation_facts.acronym,
        kind=organisation_facts.kind,
        homepage=organisation_facts.homepage,
        live=False,
    )


def group_members(group: facts.Group) -> list[str]:
    """Return the codes of the group's own countries and of the countries of all groups within it, sorted."""
    within = [group_members(inner) for inner in facts.groups() if inner.part_of == group.code]
    return sorted(set(group.countries).union(*within))


def group_labels(group: facts.Group) -> dict[str, str]:
    """Return the group's names by language; a region's name comes from CLDR where the file has none."""
    if group.kind != CountryGroup.Kind.REGION:
        return dict(group.labels)
    return {language: group.labels.get(language) or region_name(group.m49, language) for language in LANGUAGES}


def _groups() -> Iterator[Row]:
    known = Country.objects.in_bulk(field_name="code")
    for group_facts in facts.groups():
        group = CountryGroup(
            code=group_facts.code,
            kind=group_facts.kind,
            m49=group_facts.m49,
            part_of=CountryGroup.objects.filter(code=group_facts.part_of).first(),
            labels=group_labels(group_facts),
            alternative_labels=group_facts.other_names,
            source=group_facts.source or facts.sources().country_groups,
        )
        members = (known[code] for code in group_members(group_facts) if code in known)
        yield Row(group, [CountryGroupMember(group=group, country=country) for country in members])


def _organisations() -> Iterator[Row]:
    for organisation_facts in facts.organisations():
        yield Row(organisation(organisation_facts))


def _terms() -> Iterator[Row]:
    for model, terms in ((Theme, facts.themes()), (ProjectType, facts.project_types())):
        for position, term in enumerate(terms):
            yield Row(_concept(model, term, position))


def _concept(model: type[Concept], term: facts.Term, position: int) -> Concept:
    return model(
        key=lasting_key(model.graph_type.slug, term.name),
        labels=term.labels,
        alternative_labels=term.other_names,
        definition=term.definition,
        sort_order=position,
    )


def _conventions() -> Iterator[Row]:
    party = _party_finder()
    for instrument in facts.conventions():
        convention = Convention(
            code=instrument.code,
            kind=instrument.kind,
            adopted=instrument.adopted,
            in_force=instrument.in_force,
            labels=instrument.labels,
            alternative_labels=instrument.other_names,
            source=instrument.source,
        )
        participations = [
            Participation(
                key=lasting_key("participation", f"{instrument.code}/{member.country or member.organisation}"),
                convention=convention,
                kind=member.kind or "",
                deposited=member.deposited,
                in_force=member.in_force,
                sort_order=position,
                **party(member),
            )
            for position, member in enumerate(facts.participations(instrument.code))
        ]
        yield Row(convention, [participation for participation in participations if participation.party])


def _party_finder() -> Callable[[facts.Party], dict[str, Model | None]]:
    countries_by_code = Country.objects.in_bulk(field_name="code")
    organisations = {each.name: existing(organisation(each)) for each in facts.organisations()}
    return lambda party: {
        "country": countries_by_code.get(party.country),
        "organisation": organisations.get(party.organisation),
    }


def _targets() -> Iterator[Row]:
    for target in facts.targets():
        goal = SustainableDevelopmentTarget.objects.filter(code=target.goal).first()
        if goal or not target.goal:
            yield Row(
                SustainableDevelopmentTarget(
                    code=target.code,
                    goal=goal,
                    labels=target.labels,
                    alternative_labels={language: [f"{word} {target.code}"] for language, word in CITED.items()},
                    source=facts.sources().sustainable_development,
                )
            )


def _monitoring() -> Iterator[Row]:
    known = SustainableDevelopmentTarget.objects.in_bulk(field_name="code")
    framework = facts.framework()
    for goal_facts in framework.goals:
        goal = MonitoringGoal(
            key=lasting_key("monitoring-goal", f"{framework.edition}/{goal_facts.number}"),
            number=goal_facts.number,
            edition=framework.edition,
            labels=goal_facts.labels,
            sort_order=goal_facts.number,
            source=framework.source,
        )
        yield Row(goal)
        if saved := existing(goal):
            yield from _areas(goal_facts, saved, known)


def _areas(
    goal_facts: facts.Goal, goal: ReferenceData, known: dict[str, SustainableDevelopmentTarget]
) -> Iterator[Row]:
    framework = facts.framework()
    for position, area_facts in enumerate(goal_facts.areas):
        area = MonitoringArea(
            key=lasting_key("monitoring-area", f"{framework.edition}/{area_facts.name}"),
            goal=goal,
            labels=area_facts.labels,
            sort_order=10 * goal_facts.number + position,
            source=f"{framework.source} {area_facts.source}",
        )
        targets = (known[code] for code in area_facts.targets if code in known)
        yield Row(area, [MonitoringAreaTarget(area=area, target=target) for target in targets])
