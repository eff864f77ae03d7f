"""Mark texts invisibly with where they are edited, so that a script can lead from a text to its field in the admin.

A mark is JSON in zero-width characters, in the encoding that several tools for editing on the page read: four U+200B,
and then each byte as four digits of base 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from urllib.parse import quote

import orjson
from django.conf import settings
from django.urls import reverse

from graph.declarations import Field, Json, Measure, RichText, Stream
from graph.identity import ResourceId, split
from graph.replica import Overlay
from graph.text.block_content import with_texts_changed

DIGITS = "\u200b\u200c\u200d\ufeff"
START = DIGITS[0] * 4
END_TAG = re.compile(r"</[\w-]+>")


def mark(href: str) -> str:
    """Return the invisible text that stands for an address in the admin."""
    content = orjson.dumps({"origin": "accord", "href": href})
    return START + "".join(DIGITS[byte >> shift & 3] for byte in content for shift in (6, 4, 2, 0))


class MarkedOverlay(Overlay):
    """An overlay that shows texts with marks. Filters, orders and searches read them without."""

    def shown_values(self, resource: ResourceId) -> Json:
        return self._marked(resource, super().shown_values(resource))

    def stored(self, resources: Iterable[ResourceId], with_nquads: bool = False) -> Iterator[tuple[int, Json, str]]:
        for number, texts, triples in super().stored(resources, with_nquads):
            yield number, {each: self._marked(each, held) for each, held in texts.items()}, triples

    def _marked(self, resource: ResourceId, values: Mapping[str, Json]) -> dict[str, Json]:
        fields = self.declared(resource).fields
        return {name: self._with_marks(resource, fields[name], value) for name, value in values.items()}

    def _with_marks(self, resource: ResourceId, field: Field, value: Json) -> Json:
        """Return a value with marks if it is a text by language; numbers, codes and addresses stay as they are."""
        if not field.by_language or isinstance(field, Measure):
            return value
        owner = self.owner(resource)
        path = (field.path if owner == resource else self._rows(owner, resource)).split("__")[0]
        return {
            language: _text_with_marks(field, text, path, partial(address_in_admin, owner, language))
            for language, text in value.items()
        }

    def _rows(self, owner: ResourceId, part: ResourceId) -> str:
        """Return the path of the rows to which a part belongs."""
        values = self.node(owner)["values"]
        return next(
            (each.path for name, each in self.declared(owner).parts.items() if part in values.get(name, ())), ""
        )


def address_in_admin(resource: ResourceId, language: str, path: str) -> str:
    """Return the address that leads to a field in the form of a resource, see `cms.admin.partner_sites`."""
    address = reverse("edit-resource", args=split(resource))
    return f"{settings.WAGTAILADMIN_BASE_URL}{address}?lang={language}#:w:contentpath={quote(path)}"


def _text_with_marks(field: Field, text: Json, path: str, address: Callable[[str], str]) -> Json:
    if isinstance(field, RichText):
        return within(text, mark(address(path)))
    if isinstance(field, Stream):
        return with_texts_changed(
            text,
            field.blocks,
            path,
            lambda each, place, is_html: within(each, mark(address(place))) if is_html else each + mark(address(place)),
        )
    return [each + mark(address(path)) for each in text] if isinstance(text, list) else text + mark(address(path))


def within(html: str, mark: str) -> str:
    """Return HTML with the mark at the end of its last text: between elements, some readers would drop it."""
    end = len(html.rstrip())
    while (start := html.rfind("<", 0, end)) >= 0 and END_TAG.fullmatch(html, start, end):
        end = len(html[:start].rstrip())
    return html[:end] + mark + html[end:]
