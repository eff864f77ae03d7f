"""Export the grants of an activity as transactions and budgets.

A grant is counted once: what is a share of a grant to another activity, such as the programme, is counted there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from graph.declarations import ACCORD, DCTERMS, SCHEMA, Json
from graph.publishing.iati import codes
from graph.publishing.iati.elements import organisation
from graph.publishing.iati.facts import Activity, Facts, identifier
from graph.publishing.iati.markup import element, english, narratives

NO_DATE = "The date of the grant is not stated: this is the start of the activity."
YEAR_ONLY = "Only the year of the grant is stated: {year}."
SHARE = "Share of a grant to {activity}"


def counted(activity: Activity) -> Iterator[tuple[Facts, Json]]:
    """Yield the grants with a stated amount that no grant to another activity includes."""
    for grant in activity.parts(SCHEMA.funding):
        amount = grant.one(SCHEMA.amount)
        if amount and not _whole(activity, grant):
            yield grant, amount


def _whole(activity: Activity, grant: Facts) -> Facts | None:
    """Return the activity to which the grant was given of which this one is a share."""
    whole = grant.one(DCTERMS.isPartOf)
    return activity.others.get(whole["of"]) if whole else None


def budget(activity: Activity) -> Iterator[Element]:
    """State how much was given for each year; budgets of longer periods are not valid."""
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for grant, amount in counted(activity):
        if year := grant.one(ACCORD.fundingYear):
            sums[year, amount["currency"]] += Decimal(amount["value"])
    for (year, currency), total in sorted(sums.items()):
        first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
        yield element(
            "budget",
            {"type": codes.ORIGINAL, "status": codes.COMMITTED},
            element("period-start", {"iso-date": first}),
            element("period-end", {"iso-date": last}),
            element("value", {"currency": currency, "value-date": first}, text=f"{total:f}"),
        )


def transaction(activity: Activity) -> Iterator[Element]:
    """State each grant as a commitment by its donor; one of a later year is only a budget so far."""
    for grant, amount in counted(activity):
        day, words = _dated(activity, grant)
        if day and day <= activity.today:
            value = {"currency": amount["currency"], "value-date": day.isoformat()}
            yield element(
                "transaction",
                {},
                element("transaction-type", {"code": codes.INCOMING_COMMITMENT}),
                element("transaction-date", {"iso-date": day.isoformat()}),
                element("value", value, text=amount["value"]),
                element("description", {}, *english(words, activity.language)),
                *_provider(activity, grant),
            )


def _dated(activity: Activity, grant: Facts) -> tuple[date | None, str]:
    """Return the day of a grant for a format that wants one, and a sentence on how much of it is stated."""
    if year := grant.one(ACCORD.fundingYear):
        return date(year, 1, 1), YEAR_ONLY.format(year=year)
    return activity.start.earliest if activity.start else None, NO_DATE


def _provider(activity: Activity, grant: Facts) -> Iterator[Element]:
    for donor in activity.named(grant, SCHEMA.funder):
        yield element("provider-org", organisation(activity, donor), *narratives(donor.title, activity.language))


def legacy_data(activity: Activity) -> Iterator[Element]:
    """Tell the shares of grants to other activities where nobody adds them up."""
    for grant in activity.parts(SCHEMA.funding):
        amount, whole = grant.one(SCHEMA.amount), _whole(activity, grant)
        if amount and whole:
            donors = [str(next(iter(each.title.values()), "")) for each in activity.named(grant, SCHEMA.funder)]
            year = str(grant.one(ACCORD.fundingYear) or "")
            value = ", ".join(filter(None, [f"{amount['value']} {amount['currency']}", year, *donors]))
            name = SHARE.format(activity=identifier(whole, activity.others))
            yield element("legacy-data", {"name": name, "value": value, "iati-equivalent": "transaction"})
