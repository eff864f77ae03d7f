"""Who mentions whom, as `Reference` rows remember it: whom to look at again when a resource appears or disappears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.declarations import only_when_linked
from graph.description import Description
from graph.identity import ResourceId
from graph.marks import batches
from graph.models import Reference

Mentions = Mapping[ResourceId, bool]
"""What a resource mentions, and whether that makes it public, see `Reference.makes_public`."""


def mentions_of(description: Description, is_public_by_itself: bool) -> Mentions:
    """Return what a description mentions; only what is public by itself makes public what it names."""
    return {each: is_public_by_itself and only_when_linked(each) for each in description.targets()}


def sources_of(targets: Iterable[ResourceId]) -> set[ResourceId]:
    """Who mentions any of these."""
    return set(Reference.objects.filter(target__among=set(targets)).values_list("source", flat=True).distinct())


def targets_of(sources: Iterable[ResourceId]) -> set[ResourceId]:
    """What any of these mentions."""
    return set(Reference.objects.filter(source__among=set(sources)).values_list("target", flat=True).distinct())


def made_public(candidates: Iterable[ResourceId]) -> set[ResourceId]:
    """Those of them that something mentions which is public on its own."""
    rows = Reference.objects.filter(target__among=set(candidates), makes_public=True)
    return set(rows.values_list("target", flat=True).distinct())


def forget(sources: Iterable[ResourceId]) -> None:
    Reference.objects.filter(source__among=set(sources)).delete()


def replace(mentions: Mapping[ResourceId, Mentions]) -> set[ResourceId]:
    """Make the references of these sources what they mention now; returns the targets where that differs."""
    stood: dict[ResourceId, dict[ResourceId, bool]] = defaultdict(dict)
    for batch in batches(mentions):
        rows = Reference.objects.filter(source__in=batch).values_list("source", "target", "makes_public")
        for source, target, makes_public in rows:
            stood[source][target] = makes_public
    changed = {source: now for source, now in mentions.items() if now != stood.get(source, {})}
    forget(changed)
    Reference.objects.bulk_create(
        (
            Reference(source=source, target=target, makes_public=flag)
            for source, now in changed.items()
            for target, flag in sorted(now.items())
        ),
        batch_size=500,
    )
    return {target for source, now in changed.items() for target, _ in now.items() ^ stood.get(source, {}).items()}
