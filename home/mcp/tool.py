"""A tool: what assistants see of it, and how it answers."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import orjson
from django.utils.html import strip_tags

from graph.declarations import LANGUAGES, DeclaredType, registry
from graph.identity import ResourceId, iri
from graph.mirror import Unavailable
from graph.presentation import Row, active_language
from graph.refusals import Refusal
from graph.replica import Replica, at
from home.mcp.arguments import Argument, BadArgumentError, Choice, Given, Json, read, schema
from search.query import QueryError

MOST_CHARACTERS = 24_000
"""The longest text of an answer, some six thousand tokens: assistants pay for each, and forget what was before."""
READS = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}
VALUES = 3
"""Values of one fact in a list; an answer counts the others."""

Listed = TypeVar("Listed")

LANGUAGE = Choice(
    "language", "The language of names and texts; what is not translated comes in another one.", False,
    lambda: LANGUAGES, LANGUAGES[0],
)  # fmt: skip


@dataclass(frozen=True)
class Tool:
    name: str
    title: str
    description: Callable[[], str]
    """A text that may follow from the declared types, and so is asked for when it is needed."""
    arguments: tuple[Argument, ...]
    run: Callable[[Given], str | Json]
    """Answers with Markdown or with an object."""

    def declaration(self) -> Json:
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description(),
            "inputSchema": schema(self.arguments),
            "annotations": {"title": self.title, **READS},
        }

    def call(self, sent: Any) -> Json:
        """Return the result of a call. What is wrong with arguments is a result too, so that the assistant reads it."""
        try:
            answer = self.run(read(self.arguments, sent))
        except Unavailable:
            raise
        except (BadArgumentError, QueryError, Refusal) as error:
            return {"content": [_text(str(error))], "isError": True}
        if isinstance(answer, str):
            return {"content": [_text(answer)], "isError": False}
        return {"content": [_text(orjson.dumps(answer).decode())], "structuredContent": answer, "isError": False}


def _text(words: str) -> Json:
    return {"type": "text", "text": words}


def slugs() -> list[str]:
    """Return the names of types as they stand in IRIs."""
    return [declared.graph_type.slug for declared in registry().resources]


def type_of(declared: DeclaredType) -> str:
    return declared.graph_type.slug


def named(replica: Replica, text: str) -> ResourceId:
    """Return the public resource with this IRI, page or id. Raise BadArgumentError if there is none."""
    address = text.removesuffix(".md")
    try:
        urlsplit(address)
        found = at(replica, address) or (address if address in replica else None)
    except ValueError:
        found = None
    if found is None:
        sentence = f"There is no public resource “{text[:200]}”: look for its name with the tool search."
        raise BadArgumentError(sentence)
    return found


def fitting(several: Iterable[Listed], written: Callable[[Listed], Any]) -> Iterator[Any]:
    """Yield what is written of each, at least one and as many as fit into an answer."""
    left = MOST_CHARACTERS
    for place, each in enumerate(several):
        content = written(each)
        left -= len(orjson.dumps(content))
        if left < 0 and place:
            return
        yield content


def listed(resource: ResourceId, row: Row, replica: Replica) -> Json:
    """Return a resource in a list: its IRI, type, name and first facts."""
    found: Json = {"iri": iri(resource), "type": type_of(replica.declared(resource)), "title": row.title.text}
    if row.title.language not in ("", active_language()):
        found["language"] = row.title.language
    for fact in row.facts:
        values = [each.text for each in fact.items[:VALUES]]
        further = len(fact.items) - len(values)
        found.setdefault("facts", {})[fact.label] = "; ".join([*values, f"and {further} more"] if further else values)
    return found


def plain(fragment: str) -> str:
    """Return a fragment of HTML as text."""
    return " ".join(html.unescape(strip_tags(fragment)).split())
