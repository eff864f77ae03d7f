"""Write what changed last in a list as a feed (Atom, https://www.rfc-editor.org/rfc/rfc4287)."""

from __future__ import annotations

import datetime
import heapq

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from graph import presentation
from graph.identity import iri
from graph.presentation import Row
from graph.presentation.listing import modified_field
from home.lists.result import Result

NEWEST = 50
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def feed(result: Result, title: str, page: str, address: str) -> str:
    """Return the feed of the resources that changed last; `page` is the address of the list, `address` its own."""
    atom = Atom1Feed(
        title=title, link=page, description="", feed_url=address, language=result.language, feed_guid=address,
        author_name=settings.PUBLISHER,
    )  # fmt: skip
    replica = result.replica
    dated = ((moment, each) for each in result.resources if (moment := _modified(result, each)))
    newest = heapq.nlargest(NEWEST, dated)
    rows = presentation.rows(replica, [each for _, each in newest], result.language)
    for (moment, resource), row in zip(newest, rows, strict=True):
        time = datetime.datetime.fromisoformat(moment)
        atom.add_item(
            row.title.text, row.title.url, _line(row), unique_id=iri(resource), unique_id_is_permalink=True,
            updateddate=time, pubdate=None,
        )  # fmt: skip
    return atom.writeString("utf-8")


def _modified(result: Result, resource: str) -> str | None:
    field = modified_field(result.replica.declared(resource))
    return result.replica.node(resource)["values"].get(field.name) if field else None


def _line(row: Row) -> str:
    """Return the facts as HTML, which is what the feed says that they are."""
    return escape("; ".join(f"{fact.label}: {', '.join(item.text for item in fact.items)}" for fact in row.facts))
