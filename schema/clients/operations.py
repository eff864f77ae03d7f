"""Log and counts of operations: a log line for each answer, and sums by partner and operation for a report.

An operation is identified by its name and the hash of its text. The text, variables and addresses are not kept.
"""

from __future__ import annotations

import atexit
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from django.conf import settings
from django.http.response import HttpResponseBase
from prometheus_client import Counter

from schema.clients.identification import Client
from schema.clients.tally import Tally
from schema.models import OperationUse

# Operators configure this name (docs/operators.md), so it does not follow the place of the module.
logger = logging.getLogger("schema.operations")

Row = tuple[int | None, str, str]
"""Primary key of the API key, name of the operation, hash of its text."""

LONGEST_NAME = 100
"""Longer names are cut: the hash distinguishes them."""

MOST = 1000
"""Most operations that are counted separately in memory."""


def _add(row: Row, amounts: Mapping[str, int]) -> None:
    key, name, sha256 = row
    OperationUse.add(key, amounts, name=name, sha256=sha256)


answers = Counter("accord_graphql_answers", "Answers of GraphQL by outcome.", ["outcome"])
costs = Counter("accord_graphql_cost", "Costs that clients were charged for executed queries, in fields.")

operations: Tally[Row] = Tally(_add)
atexit.register(operations.write)


@dataclass
class Operation:
    """One request while it is answered."""

    client: Client
    name: str = ""
    sha256: str = ""
    """Hash of the query's text; empty for a request that is refused before its query is known."""
    cost: int = 0
    """The highest possible cost of the query."""
    used: int = 0
    """The cost that its execution really had."""
    repeated: bool = False
    """Whether the answer was still in memory, so that nothing was executed."""
    failed: bool = False
    stages: dict[str, float] = field(default_factory=dict)
    """Milliseconds of each stage."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self.stages[name] = 1000 * (perf_counter() - start)

    def outcomes(self, status: int) -> dict[str, bool]:
        """Return which outcomes apply to an answer with this status. The first of them counts where one must."""
        return {"failed": self.failed, "unchanged": status == 304, "repeated": self.repeated}

    def record(self, response: HttpResponseBase) -> None:
        """Record the request in a header (https://www.w3.org/TR/server-timing/), in the log and in the sums."""
        _measure(self, response.status_code)
        response["Server-Timing"] = ", ".join(f"{name};dur={each:.1f}" for name, each in self.stages.items())
        if settings.GRAPHQL_OPERATIONS:
            self._log(response.status_code)
            self._count(response.status_code)

    def _log(self, status: int) -> None:
        logger.info(
            "key=%s operation=%s hash=%s cost=%d ms=%.1f status=%d",
            self.client.key.prefix if self.client.key else "-",
            self.name[:LONGEST_NAME] or "-",
            self.sha256[:16] or "-",
            self.cost,
            sum(self.stages.values()),
            status,
        )

    def _count(self, status: int) -> None:
        amounts = {"count": 1, "cost": self.cost, "milliseconds": round(sum(self.stages.values()))}
        operations.count(self._row(), **amounts, **{name: int(is_so) for name, is_so in self.outcomes(status).items()})
        operations.write_when_due()

    def _row(self) -> Row:
        if self.client.key is None:
            return None, "", ""
        row = self.client.key.pk, self.name[:LONGEST_NAME], self.sha256
        return row if row in operations or len(operations) < MOST else (self.client.key.pk, "", "")


def _measure(operation: Operation, status: int) -> None:
    """Add an answer to the metrics, which name no partner and no operation: those stand in the report."""
    if not settings.METRICS:
        return
    outcomes = operation.outcomes(status).items()
    answers.labels(next((name for name, is_so in outcomes if is_so), "executed")).inc()
    costs.inc(operation.used)
