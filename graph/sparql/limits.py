"""Limit the time, memory and answer size of one query, and word the refusals of queries that exceed a limit.

All these refusals have the same status: the query is valid, but asks for more than this endpoint gives.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from graph.sparql.outcome import Outcome

MEGABYTE = 1024 * 1024
TOO_MUCH = 422


@dataclass(frozen=True)
class Limits:
    """Limits of one query; `workers` is the number of queries that run at once."""

    workers: int
    seconds: float
    memory_bytes: int
    result_bytes: int

    @classmethod
    def from_settings(cls) -> Limits:
        return cls(
            settings.SPARQL_WORKERS,
            settings.SPARQL_SECONDS,
            settings.SPARQL_MEMORY * MEGABYTE,
            settings.SPARQL_RESULT * MEGABYTE,
        )

    def deadline_exceeded(self) -> Outcome:
        return Outcome(
            TOO_MUCH,
            "The query was stopped after %(most)s seconds. Make the query more selective, add a LIMIT, or take the "
            "whole dataset from /dataset and query it yourself.",
            {"most": self.seconds},
        )

    def memory_exceeded(self) -> Outcome:
        return Outcome(
            TOO_MUCH,
            "The query needs more than %(most)s MB of memory. Make the query more selective, add a LIMIT, or take the "
            "whole dataset from /dataset and query it yourself.",
            {"most": self.memory_bytes // MEGABYTE},
        )

    def result_too_large(self) -> Outcome:
        return Outcome(
            TOO_MUCH,
            "The answer is larger than %(most)s MB. Make the query more selective, add a LIMIT, or take the whole "
            "dataset from /dataset and query it yourself.",
            {"most": self.result_bytes // MEGABYTE},
        )
