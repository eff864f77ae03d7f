"""Describe resources before the drain takes its lock on SQLite, where the lock makes every editor wait.

PostgreSQL's lock makes only other drains wait, so nothing is read ahead there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from graph.declarations import by_type
from graph.description import describe_many
from graph.identity import ResourceId
from graph.mirror.decision import Outcome
from graph.visibility import PageRules


@dataclass(frozen=True)
class Ahead:
    """Descriptions, and the version of the database that they were read from."""

    version: int | None
    found: Mapping[ResourceId, Outcome]

    @classmethod
    def read(cls, resources: Collection[ResourceId]) -> Ahead:
        version = _version()
        if version is None:
            return cls(version, {})
        rules = PageRules.at(timezone.now())
        return cls(
            version,
            {
                resource: outcome
                for declared, keys in by_type(resources).items()
                for resource, outcome in describe_many(declared, sorted(keys), rules)
            },
        )

    def under_lock(self) -> Mapping[ResourceId, Outcome]:
        """Return the descriptions if no other connection has committed since; otherwise an empty mapping."""
        return self.found if self.version == _version() else {}


def _version() -> int | None:
    """Return a number that differs after another connection has committed; None on databases other than SQLite.

    See https://www.sqlite.org/pragma.html#pragma_data_version
    """
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        (version,) = cursor.fetchone()
        return version
