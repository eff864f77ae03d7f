"""Export the elements of an activity that say what it is, when, where and about what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.conf import settings

from graph.declarations import ACCORD, DCTERMS, ORG, PROV, SCHEMA
from graph.declarations.partial_dates import PartialDate
from graph.identity import iri
from graph.publishing.iati import codes
from graph.publishing.iati.facts import Activity, Facts, Texts, identifier
from graph.publishing.iati.markup import element, english, narratives
from graph.publishing.links import dataset_address

LANGUAGE_TAGS = "https://www.iana.org/assignments/language-subtag-registry"
EQUAL_SHARES = "equal-shares"
"""The tag of activities whose countries have equal shares because none are stated."""


def iati_identifier(activity: Activity) -> Iterator[Element]:
    yield element("iati-identifier", text=activity.identifier)


def reporting_org(activity: Activity) -> Iterator[Element]:
    """Name the publisher; it is a secondary reporter of activities with the identifiers of others."""
    is_own = activity.identifier.startswith(f"{settings.IATI_ORGANISATION}-")
    secondary = settings.IATI_SECONDARY_REPORTER or not is_own
    attributes = {"ref": settings.IATI_ORGANISATION, "type": settings.IATI_ORGANISATION_TYPE}
    attributes["secondary-reporter"] = "1" if secondary else "0"
    yield element("reporting-org", attributes, *narratives({activity.language: settings.PUBLISHER}, activity.language))


def title(activity: Activity) -> Iterator[Element]:
    yield element("title", {}, *narratives(activity.facts.title, activity.language))


def description(activity: Activity) -> Iterator[Element]:
    for kind, texts in descriptions(activity):
        yield element("description", {"type": kind}, *narratives(texts, activity.language))


def descriptions(activity: Activity) -> Iterator[tuple[str, Texts]]:
    """Yield the long texts with their types; a section is one of its own, with its title as the first line."""
    for kind, predicate in (
        (codes.GENERAL, SCHEMA.description),
        (codes.OBJECTIVES, ACCORD.aim),
        (codes.OTHER, SCHEMA.text),
    ):
        if texts := activity.facts.plain(predicate):
            yield kind, texts
    for section in activity.parts(SCHEMA.hasPart):
        bodies = [section.plain(SCHEMA.description), section.plain(SCHEMA.text)]
        yield (
            codes.OTHER,
            {
                language: "\n".join(filter(None, [text, *(each.get(language, "") for each in bodies)]))
                for language, text in section.title.items()
            },
        )


def participating_org(activity: Activity) -> Iterator[Element]:
    """Name each organisation once in each role: who gives money, then who takes part."""
    told = set()
    for facts, role, through in participants(activity):
        if (facts.id, role) not in told:
            told.add((facts.id, role))
            attributes = {**organisation(activity, facts), "role": role, "activity-id": through}
            yield element("participating-org", attributes, *narratives(facts.title, activity.language))


def participants(activity: Activity) -> Iterator[tuple[Facts, str, str]]:
    """Yield organisations with their role, and the activity through which they give money."""
    for grant in activity.parts(SCHEMA.funding):
        whole = grant.one(DCTERMS.isPartOf)
        through = activity.others.get(whole["of"]) if whole else None
        name = identifier(through, activity.others) if through else ""
        yield from ((donor, codes.FUNDING, name) for donor in activity.named(grant, SCHEMA.funder))
    for partnership in activity.parts(PROV.qualifiedAssociation):
        role = codes.ROLES.get(partnership.one(PROV.hadRole) or "", codes.IMPLEMENTING)
        yield from ((partner, role, "") for partner in activity.named(partnership, PROV.agent))


def organisation(activity: Activity, facts: Facts) -> dict[str, str]:
    """Return the identifier of an organisation in IATI and its type, as far as they are known."""
    known = (activity.others[each] for each in facts.every(SCHEMA.identifier) if each in activity.others)
    ref = next((each.one(SCHEMA.value) for each in known if each.one(SCHEMA.propertyID) == "iati"), "")
    return {"ref": ref or "", "type": codes.ORGANISATION_TYPES.get(facts.one(ORG.classification) or "", "")}


def other_identifier(activity: Activity) -> Iterator[Element]:
    for each in activity.parts(SCHEMA.identifier):
        value = each.one(SCHEMA.value)
        if value != activity.identifier:
            ref = str(each.one(SCHEMA.url) or value)
            yield element("other-identifier", {"ref": ref, "type": codes.OTHER_IDENTIFIER})


def activity_status(activity: Activity) -> Iterator[Element]:
    yield element("activity-status", {"code": status(activity)})


def status(activity: Activity) -> str:
    """Return the status that follows from the dates; an end that is open means that it goes on."""
    if activity.start and activity.start.first > activity.today:
        return codes.PIPELINE
    return codes.CLOSED if activity.end and activity.end.last < activity.today else codes.IMPLEMENTATION


def activity_date(activity: Activity) -> Iterator[Element]:
    """State the first day of the start and the last day of the end; a narrative says how much of them is known."""
    planned = (codes.PLANNED_START, codes.PLANNED_END)
    actual = (codes.ACTUAL_START, codes.ACTUAL_END)
    for at, date in enumerate((activity.start, activity.end)):
        day = date and (date.latest if at else date.earliest)
        if date and day:
            kind = actual[at] if day <= activity.today else planned[at]
            attributes = {"type": kind, "iso-date": day.isoformat()}
            yield element("activity-date", attributes, *_precision(activity, date))


def _precision(activity: Activity, date: PartialDate) -> Iterator[Element]:
    if date.precision != "day" or date.approximate:
        yield from english(date.edtf, activity.language)


def activity_scope(activity: Activity) -> Iterator[Element]:
    if countries := list(activity.named(activity.facts, ACCORD.recipientCountry)):
        yield element("activity-scope", {"code": codes.MULTINATIONAL if len(countries) > 1 else codes.NATIONAL})


def recipient_country(activity: Activity) -> Iterator[Element]:
    countries = [each.key for each in activity.named(activity.facts, ACCORD.recipientCountry)]
    shares = stated_shares(activity)
    if set(shares) != set(countries) or sum(shares.values()) != 100:
        shares = dict(zip(countries, equal_shares(len(countries)), strict=True))
    for code in countries:
        yield element("recipient-country", {"code": code, "percentage": f"{shares[code]:f}"})


def recipient_region(activity: Activity) -> Iterator[Element]:
    """Say of an activity without a country that its countries are not specified, which the standard wants said."""
    if not next(activity.named(activity.facts, ACCORD.recipientCountry), None):
        yield element("recipient-region", {"vocabulary": codes.DAC, "code": codes.UNSPECIFIED, "percentage": "100"})


def stated_shares(activity: Activity) -> dict[str, Decimal]:
    return {
        country.key: Decimal(each.one(ACCORD.share) or 0)
        for each in activity.parts(ACCORD.countryShare)
        for country in activity.named(each, ACCORD.recipientCountry)
    }


def equal_shares(number: int) -> Sequence[Decimal]:
    """Return percentages that add up to 100, of which the last has what division leaves over."""
    if not number:
        return []
    share = (Decimal(100) / number).quantize(Decimal("0.01"))
    return [*[share] * (number - 1), 100 - share * (number - 1)]


def sector(activity: Activity) -> Iterator[Element]:
    """State the purpose of the installation's activities, then their own themes and types, by vocabulary."""
    purposes = settings.IATI_SECTORS
    for code, share in zip(purposes, equal_shares(len(purposes)), strict=True):
        yield element("sector", {"vocabulary": codes.DAC, "code": code, "percentage": f"{share:f}"})
    for vocabulary, predicate in ((codes.OWN, DCTERMS.subject), (codes.OWN_TOO, DCTERMS.type)):
        concepts = list(activity.named(activity.facts, predicate))
        for each, share in zip(concepts, equal_shares(len(concepts)), strict=True):
            attributes = {**_own(vocabulary, each), "percentage": f"{share:f}"}
            yield element("sector", attributes, *narratives(each.title, activity.language))


def tag(activity: Activity) -> Iterator[Element]:
    for each in activity.named(activity.facts, ACCORD.sustainableDevelopmentTarget):
        vocabulary = codes.SDG_TARGET if "." in each.key else codes.SDG_GOAL
        yield element("tag", {"vocabulary": vocabulary, "code": each.key})
    for predicate in (ACCORD.convention, ACCORD.monitoringGoal, ACCORD.monitoringArea):
        for each in activity.named(activity.facts, predicate):
            yield element("tag", _own(codes.OWN, each), *narratives(each.title, activity.language))
    for language in activity.facts.every(DCTERMS.language):
        yield element("tag", {"vocabulary": codes.OWN, "vocabulary-uri": LANGUAGE_TAGS, "code": language})
    yield from _kind(activity)


def _kind(activity: Activity) -> Iterator[Element]:
    """Say which of our types it has, and whether the shares of countries are computed."""
    uri = f"{settings.GRAPH_BASE_IRI}/vocab"
    told = [activity.facts.declared.name]
    if len(list(activity.facts.every(ACCORD.recipientCountry))) > 1 and not stated_shares(activity):
        told.append(EQUAL_SHARES)
    for code in told:
        yield element("tag", {"vocabulary": codes.OWN, "vocabulary-uri": uri, "code": code}, *english(code))


def _own(vocabulary: str, concept: Facts) -> dict[str, str]:
    """Return a concept of a list of this site: the list by its address, the concept by its key."""
    uri = f"{dataset_address()}/{concept.declared.graph_type.slug}"
    return {"vocabulary": vocabulary, "vocabulary-uri": uri, "code": concept.key}


def document_link(activity: Activity) -> Iterator[Element]:
    """Lead to the page, to the page from which it comes, and to its documents, which have no category of their own."""
    yield _link(activity, iri(activity.id), "text/html", activity.facts.title)
    if source := activity.facts.one(DCTERMS.source):
        yield _link(activity, source, "text/html", activity.facts.title)
    for each in activity.named(activity.facts, SCHEMA.subjectOf):
        media_type = each.one(SCHEMA.encodingFormat) or "application/octet-stream"
        yield _link(activity, each.one(SCHEMA.contentUrl) or iri(each.id), media_type, each.title)


def _link(activity: Activity, address: str, media_type: str, texts: Texts) -> Element:
    return element(
        "document-link",
        {"url": address, "format": media_type},
        element("title", {}, *narratives(texts, activity.language)),
        element("category", {"code": codes.WEB_PAGE}),
    )


def related_activity(activity: Activity) -> Iterator[Element]:
    relations: list[tuple[str, Iterator[Facts]]] = [
        (codes.PARENT, activity.related(DCTERMS.isPartOf)),
        (codes.CHILD, (activity.others[each] for each in activity.children if each in activity.others)),
        (codes.SIBLING, activity.related(DCTERMS.relation)),
    ]
    for kind, related in relations:
        for each in related:
            yield element("related-activity", {"ref": identifier(each, activity.others), "type": kind})
