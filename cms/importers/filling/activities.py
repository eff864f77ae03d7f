"""Fill a page with what an activity of IATI states: identifiers, organisations, grants, results, its programme.

Rows are added and completed, never removed. What the page has no field for becomes a value without a field.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Model

from cms.acting import Actor
from cms.fields.date_input import read_partial_date
from cms.importers.filling.rows import add_row, fitting, keep_unplaced, keep_unresolved
from cms.importers.matching import References, fold
from cms.importers.record import Activity, Grant, Measurement, Names, Party
from cms.models import (
    Funding,
    LanguageLink,
    Organisation,
    OrganisationIdentifier,
    Outcome,
    PageIdentifier,
    Partnership,
    ProgrammePage,
    ResourcePage,
    Result,
)
from cms.models.identifier import ExternalIdentifier
from graph.declarations import LANGUAGES

DONOR = "donor"


def fill_activity(page: ResourcePage, activity: Activity, references: References, actor: Actor) -> list[Model]:
    """Fill the page; return the organisations and outcomes that were created for it."""
    filler = _Filler(page, references, actor)
    filler.identifiers(activity)
    filler.programme(activity.parent)
    # First those who take part: their names are fuller than those beside amounts.
    filler.organisations(activity.parties)
    filler.grants(activity.grants)
    filler.parties(activity.parties)
    filler.shares(dict(activity.shares))
    filler.languages(activity.languages)
    for each in activity.measurements:
        filler.measurement(each)
    return filler.made


class _Filler:
    def __init__(self, page: ResourcePage, references: References, actor: Actor) -> None:
        self.page, self.references, self.actor = page, references, actor
        self.made: list[Model] = []
        self.declared = {field.name for field in page.graph_fields}

    def identifiers(self, activity: Activity) -> None:
        """Keep the identifier in IATI, unless it is the one under which this site exports the page, and the others."""
        derived = str(activity.identifier).endswith(f"-{self.page.translation_key}")
        stated = [] if derived else [("iati", activity.identifier)]
        stated += [_scheme(each) for each in activity.other_identifiers if each]
        known = {(row.scheme, row.value) for row in self.page.identifiers.all()}
        for scheme, value in stated:
            row = PageIdentifier(scheme=scheme, value=value)
            try:
                row.clean()
                row.clean_fields(exclude=["page", "locale", "translation_key"])
            except ValidationError:
                row = PageIdentifier(scheme="other", value=value)
            if len(value) > PageIdentifier._meta.get_field("value").max_length:
                keep_unplaced(self.page, "other-identifier", value)
            elif not known & {(row.scheme, row.value), (scheme, value)}:
                add_row(self.page, "identifiers", row)

    def programme(self, parent: str) -> None:
        """Link the page with the activity of which it is a part: a programme, or a related project."""
        if not parent:
            return
        found = self.references.page_identified(parent)
        if isinstance(found, ProgrammePage) and "programme" in self.declared:
            self.page.programme = self.page.programme or found
        elif "related_projects" in self.declared:
            keep_unresolved(self.page, "related_projects", parent)
        else:
            keep_unplaced(self.page, "related-activity", parent)

    def grants(self, grants: Iterable[Grant]) -> None:
        """Add each grant that the page does not have yet; of two equal ones, both."""
        has = Counter(_key(row) for row in self.page.fundings.all())
        for grant in grants:
            row = self._funding(grant)
            if row is None:
                share = f"{grant.amount} {grant.currency}, {grant.year or ''}, share of {grant.share_of}"
                keep_unplaced(self.page, "legacy-data", share)
            elif has[_key(row)]:
                has[_key(row)] -= 1
            else:
                add_row(self.page, "fundings", row)

    def _funding(self, grant: Grant) -> Funding | None:
        """Return the row; None for a share of a grant that is not here, which would be counted twice."""
        whole = self._whole(grant) if grant.share_of else None
        if grant.share_of and whole is None:
            return None
        donor = whole.donor if whole else self._organisation(grant.donor)
        row = Funding(donor=donor, amount=Decimal(grant.amount), currency=grant.currency, year=grant.year)
        row.share_of = whole
        return row if _is_valid(row) else None

    def _whole(self, grant: Grant) -> Funding | None:
        """Return the grant of which this one is a share: that of the same donor and, of several, of the same year."""
        found = self.references.page_identified(grant.share_of)
        donor = self.references.organisation(grant.donor)
        rows = [row for row in found.fundings.all() if row.pk and row.donor == donor] if found and donor else []
        return next((row for row in rows if row.year == grant.year), rows[0] if len(rows) == 1 else None)

    def organisations(self, parties: Iterable[Party]) -> None:
        for party in parties:
            self._organisation(party)

    def parties(self, parties: Iterable[Party]) -> None:
        for party in parties:
            organisation = self._organisation(party)
            if party.role == DONOR:
                linked = {row.donor_id for row in self.page.fundings.all()}
                row, relation = Funding(donor=organisation), "fundings"
            else:
                linked = {row.partner_id for row in self.page.partnerships.all()}
                row, relation = Partnership(partner=organisation, role=party.role), "partnerships"
                same = {(each.partner_id, each.role) for each in self.page.partnerships.all()}
                linked = linked if not party.role else {key for key, role in same if role == party.role}
            if relation not in self.declared:
                keep_unplaced(self.page, "participating-org", f"{organisation} ({party.role})")
            elif organisation.pk not in linked:
                add_row(self.page, relation, row)

    def _organisation(self, party: Party) -> Organisation:
        """Return the organisation with this identifier or name, or a new one, as a draft for editors to check."""
        found = self.references.organisation(party)
        if found is None:
            labels = _labels(party.names)
            found = Organisation(labels=labels, kind=party.kind, country=self.references.country(labels["en"]))
            if party.ref:
                found.identifiers = [
                    OrganisationIdentifier(**dict(zip(("scheme", "value"), _iati(party.ref), strict=True)))
                ]
            found.full_clean()
            self.actor.add(found)
            self.references.add_organisation(found, party)
            self.made.append(found)
        return found

    def shares(self, shares: dict[str, int]) -> None:
        rows = list(self.page.country_links.all())
        if shares and "country_shares" in self.declared and {row.country.code for row in rows} == set(shares):
            for row in rows:
                row.share = shares[row.country.code]
            self.page.country_links = rows

    def languages(self, tags: Iterable[str]) -> None:
        known = dict(LanguageLink._meta.get_field("language").flatchoices)
        has = {row.language for row in self.page.language_links.all()}
        for tag in tags:
            if tag not in known or "working_languages" not in self.declared:
                keep_unplaced(self.page, "tag", tag)
            elif tag not in has:
                add_row(self.page, "language_links", LanguageLink(language=tag))

    def measurement(self, stated: Measurement) -> None:
        """Add a result, unless the page has one of the same outcome, indicator and period; complete that one."""
        if "results" not in self.declared:
            keep_unplaced(self.page, "result", "; ".join(filter(None, _in_words(stated))))
            return
        outcome = self._outcome(stated.outcome)
        values = {name: fitting(getattr(stated, name), Result, name) for name in ("indicator", *_MEASURES)}
        dates = {name: read_partial_date(getattr(stated, side)) for side, name in _SIDES.items()}
        same = (outcome.pk, values["indicator"], *dates.values())
        rows = list(self.page.results.all())
        row = next((each for each in rows if _same_result(each) == same), None)
        if row is None:
            row = Result(outcome=outcome, **values, **dates)
            row.country_links = self._countries(stated.countries)
            add_row(self.page, "results", row)
        else:
            for name, value in values.items():
                setattr(row, name, value or getattr(row, name))
            self.page.results = rows
        for name, value in values.items():
            if value != getattr(stated, name):
                keep_unplaced(self.page, f"result/{name}", getattr(stated, name))

    def _countries(self, codes: Iterable[str]) -> list[Model]:
        model = Result._meta.get_field("country_links").related_model
        found = [self.references.country(code) for code in codes]
        return [model(country=each) for each in dict.fromkeys(found) if each]

    def _outcome(self, names: Names) -> Outcome:
        labels = _labels(names)
        found = next(filter(None, (self.references.outcomes.get(fold(text)) for text in labels.values())), None)
        if found is None:
            found = Outcome(labels=labels)
            found.full_clean()
            self.actor.add(found)
            self.made.append(found)
            for text in labels.values():
                self.references.outcomes.setdefault(fold(text), found)
        return found


_MEASURES = ("baseline", "target", "actual")
_SIDES = {"start": "start_date", "end": "end_date"}


def _same_result(row: Result) -> tuple:
    return (row.outcome_id, row.indicator, row.start_date, row.end_date)


def _key(row: Funding) -> tuple:
    amount = None if row.amount is None else Decimal(row.amount).normalize()
    return (row.donor_id, amount, row.currency, row.year, row.share_of_id)


def _is_valid(row: Funding) -> bool:
    try:
        row.clean_fields(exclude=["page", "locale", "translation_key"])
        row.clean()
    except ValidationError:
        return False
    return True


def _labels(names: Names) -> dict[str, str]:
    """Return the names by language; English, which every record has, is the first of them if it is not there."""
    labels = {language: text for language, text in names if language in LANGUAGES}
    return {"en": labels.get("en") or names[0][1], **labels}


def _iati(ref: str) -> tuple[str, str]:
    row = OrganisationIdentifier(scheme="iati", value=ref)
    try:
        row.clean()
    except ValidationError:
        return "other", ref
    return "iati", row.value


def _scheme(written: str) -> tuple[str, str]:
    """Return the scheme and the value of an identifier that may be written as an address."""
    for scheme, (_pattern, address) in ExternalIdentifier.SYNTAX.items():
        prefix = address.removesuffix("{}")
        if prefix and written.startswith(prefix):
            return scheme.value, written.removeprefix(prefix)
    return "other", written


def _in_words(stated: Measurement) -> list[str]:
    names = [text for _language, text in stated.outcome[:1]]
    measures = [
        f"{name}: {getattr(stated, name)}" for name in ("baseline", "target", "actual") if getattr(stated, name)
    ]
    return [*names, stated.indicator, *measures, " – ".join(filter(None, (stated.start, stated.end)))]
