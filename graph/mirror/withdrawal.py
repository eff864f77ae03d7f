"""Decide what is withdrawn at once, without describing anything: of a large scope, or before it is restricted.

The rule of what is public is that of `graph.mirror.decision`. Its facts are sets here, each read by one query, since
there may be thousands of resources and a reader waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from graph.identity import ResourceId


@dataclass(frozen=True)
class Shown:
    """Facts about resources that the journal shows."""

    resources: frozenset[ResourceId] = frozenset()
    public: frozenset[ResourceId] = frozenset()
    """The subset that is published or that a published resource mentions."""
    lost: Mapping[ResourceId, frozenset[str]] = field(default_factory=dict)
    """Languages in which a resource that is still public is shown, but not public any more."""

    @property
    def gone(self) -> frozenset[ResourceId]:
        return self.resources - self.public

    @property
    def outdated(self) -> frozenset[ResourceId]:
        """The resources of which something is shown that is hidden."""
        return self.gone | self.lost.keys()


@dataclass(frozen=True)
class Withdrawal:
    """The resources that are withdrawn, until they are settled, and the resources that have to be settled then."""

    affected: frozenset[ResourceId]
    gone: frozenset[ResourceId]
    secret: frozenset[ResourceId]
    """Resources that are hidden on purpose, so that their past is hidden too, whether they are gone now or earlier."""
    private: Mapping[ResourceId, AbstractSet[str]]
    """Languages of restricted pages, of the resources that have some."""
    later: frozenset[ResourceId]


def withdraw(
    affected: AbstractSet[ResourceId],
    shown: Shown,
    named: Shown,
    private: Mapping[ResourceId, AbstractSet[str]],
    shut: AbstractSet[ResourceId],
    referrers: AbstractSet[ResourceId],
) -> Withdrawal:
    """Return what follows from the facts about the affected resources and about the resources that they name.

    A resource that is shown in a language in which it is not public any more is withdrawn too, until it is described
    without that language.
    """
    gone = shown.outdated | named.gone
    return Withdrawal(
        affected=frozenset(affected),
        gone=gone,
        secret=frozenset((affected | gone) & (private.keys() | shut)),
        private=private,
        later=frozenset(affected | referrers | named.resources),
    )
