"""What the server offers beside tools: resources to read, and prompts that ask the questions of worked queries."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from graph.declarations import LANGUAGES
from graph.publishing import ontology
from graph.publishing.executables import executable
from graph.publishing.formats import MARKDOWN, TURTLE
from graph.publishing.queries import worked_queries
from graph.sparql.request import QUERY
from home import llms
from home.mcp.arguments import BadArgumentError, Json
from home.mcp.tools import worked_query
from home.mcp.tools.describe import described


def resources() -> Iterator[Json]:
    yield _resource(_address("llms"), "llms.txt", "What there is and where", MARKDOWN.media_type)
    yield _resource(ontology.address(), "vocabulary", "The terms of the data", TURTLE.media_type)
    for query in worked_queries().values():
        yield _resource(_text_of(query.name), query.name, query.summary, QUERY, query.question)


def templates() -> Iterator[Json]:
    yield {
        "uriTemplate": f"{settings.GRAPH_BASE_IRI}/id/{{type}}/{{key}}",
        "name": "resource",
        "title": "A resource",
        "description": "Everything that is published about a resource, by its IRI.",
        "mimeType": MARKDOWN.media_type,
    }


def read(uri: str) -> Json | None:
    """Return the content of a resource, or None if there is none with this address."""
    if uri == _address("llms"):
        return _content(uri, MARKDOWN.media_type, llms.text())
    if uri == ontology.address():
        return _content(uri, TURTLE.media_type, ontology.text(TURTLE))
    for query in worked_queries().values():
        if uri == _text_of(query.name):
            return _content(uri, QUERY, query.text)
    try:
        return _content(uri, MARKDOWN.media_type, described(uri, LANGUAGES[0]))
    except BadArgumentError:
        return None


def prompts() -> Iterator[Json]:
    for query in worked_queries().values():
        yield {"name": query.name, "title": query.summary, "description": query.question}


def prompt(name: object) -> Json | None:
    """Return the prompt that asks a worked query, or None if there is none of this name."""
    query = worked_queries().get(name) if isinstance(name, str) else None
    if query is None:
        return None
    words = (
        f"{query.question}\n\nCall the tool {worked_query.TOOL.name} with the name “{name}”, and answer from its rows "
        f"with the IRIs that they have and the version of the data. {query.description}"
    )
    message = {"role": "user", "content": {"type": "text", "text": words}}
    return {"description": query.question, "messages": [message]}


def _resource(uri: str, name: str, title: str, media_type: str, description: str = "") -> Json:
    found = {"uri": uri, "name": name, "title": title, "mimeType": media_type}
    return found | ({"description": description} if description else {})


def _content(uri: str, media_type: str, text: str) -> Json:
    return {"uri": uri, "mimeType": media_type, "text": text}


def _address(view: str) -> str:
    return f"{settings.GRAPH_BASE_IRI}{reverse(view)}"


def _text_of(name: str) -> str:
    return f"{executable(name)}.rq"
