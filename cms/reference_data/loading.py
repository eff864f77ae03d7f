"""Writes the reference data that is missing.

A row that exists is its editors' from then on: no field of it is ever written again. A
row that an editor has deleted stays deleted (see `cms.ledger`).
"""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from wagtail.models import DraftStateMixin

from cms.ledger import Ledger, lasting_key
from cms.models import Convention, Country, Organisation, Participation, ProjectType, Theme
from cms.models.reference import Concept, ReferenceData
from cms.reference_data.conventions import CONVENTIONS, Instrument, Party
from cms.reference_data.countries import countries
from cms.reference_data.organisations import ORGANISATIONS, OrganisationFacts
from cms.reference_data.terms import PROJECT_TYPES, THEMES, Term
from graph.identity import id_of


def load() -> Counter[type[ReferenceData]]:
    """Create what is missing; returns how many rows of which model."""
    ledger = Ledger("load_reference_data")
    created: Counter[type[ReferenceData]] = Counter()
    for row in _rows():
        name = id_of(row)
        if name in ledger or existing(row):
            continue
        with transaction.atomic():
            row.save()
            if isinstance(row, DraftStateMixin):
                row.save_revision().publish()
            ledger.enter(row, name)
        created[type(row)] += 1
    return created


def existing(row: ReferenceData) -> ReferenceData | None:
    """The row of the same key, or one that an editor or an import has made under the same name."""
    key = row.graph_type.key
    same = Q(**{key: getattr(row, key)}) | Q(labels__en__iexact=row.labels["en"])
    return type(row).objects.filter(same).first()


def organisation(facts: OrganisationFacts) -> Organisation:
    return Organisation(
        key=lasting_key("organisation", facts.name),
        labels=facts.labels,
        acronym=facts.acronym,
        kind=facts.kind,
        homepage=facts.homepage,
        live=False,
    )


def _rows() -> Iterator[ReferenceData]:
    """Unsaved rows, those that others refer to first."""
    for facts in countries():
        yield Country(**facts.__dict__)
    for facts in ORGANISATIONS:
        yield organisation(facts)
    for model, terms in ((Theme, THEMES), (ProjectType, PROJECT_TYPES)):
        for position, term in enumerate(terms):
            yield _concept(model, term, position)
    for instrument in CONVENTIONS:
        yield _convention(instrument)


def _concept(model: type[Concept], term: Term, position: int) -> Concept:
    return model(
        key=lasting_key(model.graph_type.slug, term.name),
        labels=term.labels,
        alternative_labels=term.alternative_labels,
        definition={"en": term.definition},
        sort_order=position,
    )


def _convention(instrument: Instrument) -> Convention:
    convention = Convention(
        code=instrument.code,
        kind=instrument.kind,
        adopted=instrument.adopted,
        in_force=instrument.in_force,
        labels=instrument.labels,
        alternative_labels={"en": instrument.alternative_labels},
    )
    convention.participations = [
        _participation(instrument.code, party, position) for position, party in enumerate(instrument.parties)
    ]
    return convention


def _participation(code: str, party: Party, position: int) -> Participation:
    country = organisation_ = None
    if party.country:
        country = Country.objects.get(code=party.country)
    else:
        facts = next(each for each in ORGANISATIONS if each.name == party.organisation)
        organisation_ = existing(organisation(facts))
    return Participation(
        key=lasting_key("participation", f"{code}/{party.country or party.organisation}"),
        country=country,
        organisation=organisation_,
        deposited=party.deposited,
        in_force=party.in_force,
        sort_order=position,
    )
