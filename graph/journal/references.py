"""Store mentions as `Reference` rows, which show the resources to describe again when one appears or disappears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.declarations import only_when_linked
from graph.description import Description
from graph.identity import ResourceId
from graph.marks import batches
from graph.models import Reference

Mentions = Mapping[ResourceId, bool]
"""The ids that a resource mentions, each with whether the mention makes it public, see `Reference.makes_public`."""


def mentions_of(description: Description, is_public_by_itself: bool) -> Mentions:
    """Return the mentions of a description; only a resource that is public by itself makes others public."""
    return {each: is_public_by_itself and only_when_linked(each) for each in description.targets()}


def sources_of(targets: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the resources that mention any of the targets."""
    return set(Reference.objects.filter(target__among=set(targets)).values_list("source", flat=True).distinct())


def targets_of(sources: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the ids that any of the sources mentions."""
    return set(Reference.objects.filter(source__among=set(sources)).values_list("target", flat=True).distinct())


def made_public(candidates: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the candidates that a resource mentions which is public by itself."""
    rows = Reference.objects.filter(target__among=set(candidates), makes_public=True)
    return set(rows.values_list("target", flat=True).distinct())


def forget(sources: Iterable[ResourceId]) -> None:
    Reference.objects.filter(source__among=set(sources)).delete()


def replace(mentions: Mapping[ResourceId, Mentions]) -> set[ResourceId]:
    """Replace the references of sources by their current mentions; returns the targets whose references differ."""
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
