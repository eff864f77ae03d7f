"""Register followers of the journal: data in the database that is derived from it in the transaction that writes it.

So the data of a follower never differs from the journal. Apps register their followers when they start; this module
imports none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from graph.identity import ResourceId


class Follower(Protocol):
    name: str
    version: str
    """The version of the derived data: when it differs from the stored one, all data is rebuilt."""

    def follow(self, since: int) -> None:
        """Take in the changes after number `since`. Called at the end of every drain."""

    def catch_up(self) -> None:
        """Build data that is missing or was built by other declarations, in chunks with a transaction each."""

    def differences(self, resources: Collection[ResourceId] | None = None) -> Iterator[tuple[ResourceId, str]]:
        """Yield resources, among these or all, with a description of how the data differs from the journal."""

    def forget(self, resources: Collection[ResourceId]) -> None:
        """Drop the data of these resources, so that `catch_up` builds it again."""


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    _followers.append(follower)


def followers() -> list[Follower]:
    return _followers
