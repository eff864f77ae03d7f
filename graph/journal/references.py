"""Store mentions as `Reference` rows, which show the resources to describe again when one appears or disappears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count

from graph.declarations import only_when_linked
from graph.description import Description
from graph.identity import ResourceId
from graph.marks import BATCH
from graph.models import Reference

Mentions = Mapping[ResourceId, bool]
"""The ids that a resource mentions, each with whether the mention makes it public, see `Reference.makes_public`."""


def mentions_of(description: Description, is_public_by_itself: bool) -> Mentions:
    """Return the mentions of a description; only a resource that is public by itself makes others public."""
    return {each: is_public_by_itself and only_when_linked(each) for each in description.targets()}


def of(sources: Collection[ResourceId]) -> dict[ResourceId, Mentions]:
    """Return the stored mentions of the sources; a source without mentions is left out."""
    found: dict[ResourceId, dict[ResourceId, bool]] = defaultdict(dict)
    rows = Reference.objects.filter(source__among=set(sources)).values_list("source", "target", "makes_public")
    for source, target, makes_public in rows:
        found[source][target] = makes_public
    return dict(found)


def sources_of(targets: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the resources that mention any of the targets."""
    return set(Reference.objects.filter(target__among=set(targets)).values_list("source", flat=True).distinct())


def sources_by_target(targets: Iterable[ResourceId]) -> dict[ResourceId, set[ResourceId]]:
    """Return the resources that mention each of the targets; a target that nobody mentions is left out."""
    found: dict[ResourceId, set[ResourceId]] = defaultdict(set)
    for source, target in Reference.objects.filter(target__among=set(targets)).values_list("source", "target"):
        found[target].add(source)
    return dict(found)


def targets_of(sources: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the ids that any of the sources mentions."""
    return set(Reference.objects.filter(source__among=set(sources)).values_list("target", flat=True).distinct())


def made_public(candidates: Collection[ResourceId], besides: Collection[ResourceId] = ()) -> set[ResourceId]:
    """Return the candidates that a resource mentions which is public by itself; mentions by `besides` do not count."""
    rows = Reference.objects.filter(target__among=set(candidates), makes_public=True)
    if besides:
        rows = rows.exclude(source__among=set(besides))
    return set(rows.values_list("target", flat=True).distinct())


def times_made_public(candidates: Collection[ResourceId]) -> dict[ResourceId, int]:
    """Return the number of mentions that make each of the candidates public; a candidate without any is left out."""
    rows = Reference.objects.filter(target__among=set(candidates), makes_public=True).values_list("target")
    return dict(rows.annotate(Count("pk")))


def named_publicly_by(target: ResourceId) -> set[ResourceId]:
    """Return the resources that make the target public by mentioning it."""
    rows = Reference.objects.filter(target=target, makes_public=True)
    return set(rows.values_list("source", flat=True).distinct())


def forget(sources: Iterable[ResourceId]) -> None:
    Reference.objects.filter(source__among=set(sources)).delete()


def replace(mentions: Mapping[ResourceId, Mentions]) -> None:
    """Replace the references of sources by their current mentions."""
    forget(mentions)
    Reference.objects.bulk_create(
        (
            Reference(source=source, target=target, makes_public=flag)
            for source, now in sorted(mentions.items())
            for target, flag in sorted(now.items())
        ),
        batch_size=BATCH,
    )
