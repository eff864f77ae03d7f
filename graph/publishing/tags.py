"""Cache tags: names of what an answer depends on, by which caches before this site drop it when that has changed.

An answer carries the tags of the resources that it shows, and of the types of the lists that it reads. A change purges
the tag of its resource, those of the resources that mention it, and that of its type. Caches read the tags from
different headers, and both are sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.http.response import HttpResponseBase

from graph.declarations import registry
from graph.identity import split

Tag = str
"""A resource id, the slug of a type, or one of the tags below. All are letters, digits and punctuation, in ASCII."""

EVERYTHING: Tag = "everything"
"""The tag of all answers."""
ANY_CHANGE: Tag = "any-change"
"""The tag of what may change with any resource, as the results of a search do."""
ANY_NAME: Tag = "any-name"
"""The tag of what changes when a resource of any type appears, disappears, or gets another address."""

MOST_BYTES = 1_500
"""Length of the tags in a header, beyond which coarser tags stand for many. Caches take 16 kB, but a web server before
this one may refuse an answer whose headers have together more than 4 kB (nginx's proxy_buffer_size)."""


def names_of(slug: str) -> Tag:
    """Return the tag of what changes when a resource of a type appears, disappears, or gets another name or address."""
    return f"{slug}-name"


def tags_of_type(name: str) -> set[Tag]:
    """Return the tags of the resources of a declared type; of parts, those of the types that have them."""
    declared = registry().types[name]
    if not declared.is_part:
        return {declared.graph_type.slug}
    owners = (each for each in registry() if any(part.to == name for part in each.parts.values()))
    return set().union(*(tags_of_type(each.name) for each in owners))


def tag_headers(response: HttpResponseBase, tags: Sequence[Tag]) -> None:
    """Set the headers with fitted tags: one that Cloudflare and others read, and one that Fastly and Varnish read."""
    response["Cache-Tag"] = ",".join(tags)
    response["Surrogate-Key"] = " ".join(tags)


def fitted(tags: set[Tag]) -> list[Tag]:
    """Return the tags in order, without those that others include, and as coarse as the length of a header needs."""
    tags = _without_included(tags)
    while sum(len(each) + 1 for each in tags) > MOST_BYTES - len(EVERYTHING):
        lengths: Counter[str] = Counter()
        for each in tags:
            if "/" in each:
                lengths[split(each)[0]] += len(each)
        if not lengths:
            tags = {ANY_CHANGE}
            break
        [(slug, _)] = lengths.most_common(1)
        tags = _without_included(tags | {slug})
    return [EVERYTHING, *sorted(tags)]


def _without_included(tags: set[Tag]) -> set[Tag]:
    """Return the tags without those whose every purge is also one of a coarser tag among them."""
    if ANY_CHANGE in tags:
        return {ANY_CHANGE}
    return {each for each in tags if "/" not in each or split(each)[0] not in tags}
