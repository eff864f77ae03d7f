"""Who follows the journal inside of the database: what is made from it, in the transaction that writes it.

So a follower never says anything that the journal does not. It is registered when its app starts; nothing here knows
which there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from graph.identity import ResourceId


class Follower(Protocol):
    name: str
    version: str
    """Another one means that everything is to be made anew."""

    def follow(self, since: int) -> None:
        """Take in what the journal has gained since this number. Called at the end of every drain."""

    def catch_up(self) -> None:
        """Make what is missing or was made by other declarations, in chunks with a transaction each."""

    def differences(self, resources: Collection[ResourceId] | None = None) -> Iterator[tuple[ResourceId, str]]:
        """Yield where it does not say of these resources, or of all, what the journal says."""

    def forget(self, resources: Collection[ResourceId]) -> None:
        """Drop what was made of these: `catch_up` makes it anew."""


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    _followers.append(follower)


def followers() -> list[Follower]:
    return _followers
