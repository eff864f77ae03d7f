"""Find the cache tags of all answers that changes of the journal have made out of date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max

from graph.declarations import registry
from graph.identity import ResourceId, split
from graph.journal import sources_of
from graph.models import Change, Resource
from graph.publishing.tags import ANY_CHANGE, ANY_NAME, EVERYTHING, Tag, names_of
from graph.replica import names_in

MOST_CHANGES = 200
"""Changed resources beyond which all answers are purged: to look at each would take longer than to answer again."""
MOST_TAGS = 1_000
"""Tags beyond which all answers are purged, as of a country that hundreds of projects mention."""


def purged(since: int, newest: int) -> set[Tag]:
    """Return the tags that the changes after number `since`, up to number `newest`, purge."""
    rows = Change.objects.filter(sequence__gt=since, sequence__lte=newest)
    changed = set(rows.values_list("resource", flat=True).distinct()[: MOST_CHANGES + 1])
    return purged_by(changed, since, newest) if changed else set()


def purged_by(changed: Collection[ResourceId], since: int, newest: int) -> set[Tag]:
    """Return the tags that the changes of these resources after number `since`, up to number `newest`, purge.

    A resource shows names and addresses of those that it mentions, so it is purged with them. Only public resources
    are named, and such as were public before.
    """
    if len(changed) > MOST_CHANGES:
        return {EVERYTHING}
    mentioning = Resource.objects.filter(pk__among=sources_of(changed), status=Resource.Status.PUBLIC)
    tags = {ANY_CHANGE, *changed, *(split(each)[0] for each in changed), *mentioning.values_list("pk", flat=True)}
    tags |= _names_purged(changed, since, newest)
    return tags if len(tags) <= MOST_TAGS else {EVERYTHING}


@dataclass(frozen=True)
class _Names:
    """The names and addresses of a public resource."""

    names: frozenset[str]
    addresses: frozenset[str]


def _names_purged(changed: Collection[ResourceId], since: int, newest: int) -> set[Tag]:
    """Return the tags of names for resources that have appeared, disappeared, or got other names or addresses."""
    before, now = _names_at(changed, since), _names_at(changed, newest)
    renamed = {each for each in changed if before.get(each) != now.get(each)}
    addresses = {name: found.addresses for name, found in before.items()}
    moved = {
        each for each in renamed if each not in before or each not in now or addresses[each] != now[each].addresses
    }
    return {names_of(split(each)[0]) for each in renamed} | ({ANY_NAME} if moved else set())


def _names_at(resources: Collection[ResourceId], sequence: int) -> dict[ResourceId, _Names]:
    """Return the names that resources had after a change; those that were not public then are left out.

    A state that was merged into a later one is missing, so that more is purged than is needed.
    """
    rows = Change.objects.filter(resource__in=resources, sequence__lte=sequence).values("resource")
    last = rows.annotate(last=Max("sequence")).values_list("last", flat=True)
    changes = Change.objects.filter(pk__in=list(last), kind=Change.Kind.UPSERT).values_list("resource", "values")
    return {resource: _names_of(resource, values) for resource, values in changes}


def _names_of(resource: ResourceId, values: dict) -> _Names:
    own, urls = values["nodes"][resource], values["urls"]
    names = names_in(registry().types[own["type"]], own["values"], urls)
    return _Names(frozenset(names), frozenset(urls.values()))
