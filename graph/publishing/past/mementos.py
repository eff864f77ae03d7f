"""List the mementos of a resource: its documents as they were public at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest

from django.utils.http import http_date, parse_http_date
from django.utils.translation import gettext_noop

from graph.identity import ResourceId, document_iri
from graph.mirror import history
from graph.models import Change
from graph.publishing.formats import Format
from graph.publishing.serialisers import StoredText
from graph.refusals import Refusal

LINK_FORMAT = "application/link-format"


@dataclass(frozen=True)
class Memento:
    """A public version of a resource, or its withdrawal."""

    change: Change
    ended: datetime | None
    """When the next version followed, or when it was withdrawn; None for the present version."""

    @property
    def address(self) -> str:
        return address(self.change.resource, self.change.sequence)

    @property
    def moment(self) -> datetime:
        return self.change.recorded_at

    @property
    def date(self) -> str:
        return http_date(self.moment.timestamp())

    def text(self, form: Format) -> str:
        stored = StoredText(document_iri(self.change.resource), getattr(self.change, form.column))
        return "".join(form.write([stored]))


def address(resource: ResourceId, sequence: int) -> str:
    """Return the IRI of a version of a resource's document."""
    return f"{document_iri(resource)}/at/{sequence}"


def timemap(resource: ResourceId) -> str:
    return f"{document_iri(resource)}/timemap"


def mementos(resource: ResourceId) -> list[Memento]:
    """Return the public versions of a resource, the oldest first, without withdrawals and what is suppressed now."""
    found = list(history.versions(resource))
    return [
        Memento(change, following.recorded_at if following else None)
        for change, following in zip_longest(found, found[1:])
        if change.kind == Change.Kind.UPSERT
    ]


def at(found: Sequence[Memento], moment: datetime) -> Memento:
    """Return the memento that was public at a moment, or the last one before it; the first one if there was none."""
    earlier = [each for each in found if int(each.moment.timestamp()) <= moment.timestamp()]
    return earlier[-1] if earlier else found[0]


def asked_moment(header: str) -> datetime:
    """Return the moment in an Accept-Datetime header. Raises `Refusal`."""
    try:
        return datetime.fromtimestamp(parse_http_date(header), UTC)
    except (ValueError, OverflowError) as error:
        sentence = gettext_noop("Accept-Datetime is “%(text).60s”: give a moment such as %(example)s.")
        raise Refusal(400, sentence, text=header, example="Tue, 20 Mar 2001 20:35:00 GMT") from error


def link_format(resource: ResourceId, found: Sequence[Memento]) -> str:
    """Return the list of mementos as RFC 7089 defines it, in the syntax of RFC 6690."""
    first, last = found[0].date, found[-1].date
    lines = [
        f'<{document_iri(resource)}>; rel="original timegate"',
        f'<{timemap(resource)}>; rel="self"; type="{LINK_FORMAT}"; from="{first}"; until="{last}"',
        *(_link(each, _relation(each, found)) for each in found),
    ]
    return ",\n".join(lines) + "\n"


def links(memento: Memento, found: Sequence[Memento]) -> str:
    """Return the Link header of a memento."""
    resource = memento.change.resource
    return ", ".join([*around(resource), *_neighbours(memento, found)])


def around(resource: ResourceId) -> list[str]:
    """Return the links from a document to its past."""
    document = document_iri(resource)
    return [
        f'<{document}>; rel="original timegate"',
        f'<{timemap(resource)}>; rel="timemap"; type="{LINK_FORMAT}"',
        f'<{document}/history>; rel="version-history"',
    ]


def _neighbours(memento: Memento, found: Sequence[Memento]) -> Iterator[str]:
    here = [each.address for each in found].index(memento.address)
    named = {"first": 0, "prev": here - 1, "next": here + 1, "last": len(found) - 1}
    for name, place in named.items():
        if 0 <= place < len(found):
            yield _link(found[place], f"{name} memento")


def _relation(memento: Memento, found: Sequence[Memento]) -> str:
    names = [name for name, end in (("first", found[0]), ("last", found[-1])) if memento is end]
    return " ".join([*names, "memento"])


def _link(memento: Memento, relation: str) -> str:
    return f'<{memento.address}>; rel="{relation}"; datetime="{memento.date}"'
