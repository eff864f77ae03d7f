"""One execution of a compiled operation: what its functions share, and the fields that wait for stored texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import GraphQLSchema

from schema.types import Context, Read, Values

Complete = Callable[[Any], Any]
"""A function from a resolved value to JSON."""


class Unanswerable(Exception):
    """The operation is one that only graphql-core executes, or its answer has an error that only it describes."""


@dataclass(frozen=True)
class Info:
    """The part of GraphQLResolveInfo that our resolvers read; graphql-core answers if one reads more."""

    context: Context
    schema: GraphQLSchema


@dataclass
class Run:
    """One execution."""

    info: Info
    variables: dict[str, Any]
    later: list[Waiting] = field(default_factory=list)

    @property
    def context(self) -> Context:
        return self.info.context

    def answer_or_wait(self, waiting: Waiting) -> None:
        """Answer a field, or keep it for later if that asks for texts that are not loaded."""
        texts = self.context.texts
        missing = texts.missing
        try:
            waiting.complete()
        except Exception:
            if texts.missing == missing:
                raise
        if texts.missing != missing:
            self.later.append(waiting)


class Waiting(NamedTuple):
    """A field that needs stored texts, which are read once all such fields of the answer are known."""

    found: dict[str, Any]
    """The object that has the field."""
    key: str
    answer: Read
    source: Any
    values: Values

    def complete(self) -> None:
        self.found[self.key] = self.answer(self.source, self.values)
