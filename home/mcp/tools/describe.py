"""The tool that says what is known of a resource."""

from __future__ import annotations

from graph import presentation
from graph.publishing.links import markdown_address
from graph.replica import reading, url
from home import markdown
from home.mcp.arguments import Given, Words
from home.mcp.tool import LANGUAGE, MOST_CHARACTERS, Tool, named

IRI = Words("iri", "The IRI of a resource, as other answers give it, or the address of its page.", True)

DESCRIPTION = (
    "Say everything that is published about one resource, as Markdown: facts, texts, amounts, and what links to it. "
    "The head has its IRI, page, version, source in RDF and licence: cite these. Links lead to the IRIs of other "
    "resources. A fact that is not there is not stated, which does not mean no: the tool what_is_unknown tells more."
)


def described(address: str, language: str, most: int = MOST_CHARACTERS) -> str:
    """Return a resource as Markdown of at most so many characters, or a little more to say that it was cut."""
    with reading() as replica:
        resource = replica.owner(named(replica, address))
        text = markdown.resource_in(presentation.from_replica(replica, resource, language), language)
        page = markdown_address(url(replica, resource, language))
    if len(text) <= most:
        return text
    end = text.rfind("\n", 0, most)
    return f"{text[: end if end > 0 else most]}\n\n(Cut here after {most} characters: {page} has all of it.)\n"


def _run(given: Given) -> str:
    return described(given["iri"], given["language"])


TOOL = Tool("describe", "Describe a resource", lambda: DESCRIPTION, (IRI, LANGUAGE), _run)
