"""The time limit of executions: the clock is checked before every field, introspection included.

graphql-core executes a query in the calling thread, so nothing keeps running when time is up. The work inside one
resolver has limits of its own: pages, links examined, one query for long texts.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from graphql import ExecutionContext, FieldNode, GraphQLObjectType
from graphql.pyutils import Path

from schema.errors import ApiError
from schema.limits import TIME


class OutOfTime(BaseException):
    """The time is up. This is no Exception, because graphql-core turns every Exception into a null and goes on."""


class Deadline:
    """The moment when an execution must be done."""

    def __init__(self) -> None:
        self._end = None if TIME.value is None else monotonic() + TIME.value / 1000

    def check(self) -> None:
        if self._end is not None and monotonic() > self._end:
            raise OutOfTime


class TimedExecution(ExecutionContext):
    """An execution whose context has a deadline."""

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_nodes: list[FieldNode],
        path: Path,
    ) -> Any:
        self.context_value.deadline.check()
        return super().execute_field(parent_type, source, field_nodes, path)


def out_of_time() -> ApiError:
    return ApiError(TIME.code, f"The answer was not ready after {TIME.value} {TIME.unit}: ask for less at a time.")
