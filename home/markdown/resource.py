"""Write a resource as Markdown: what its page shows, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from graph.declarations import best_language, django_language
from graph.identity import split
from graph.presentation import Gallery, Group, Image, Place, Presentation, Prose, Table, active_language, number
from graph.replica import view_address
from home.markdown.text import escaped, facts, from_html, item, items, link, row


def resource(shown: Presentation) -> str:
    """Return a resource with a head of metadata in YAML, of which JSON is a part."""
    head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in _metadata(shown))
    body = "\n\n".join(part for part in _parts(shown) if part)
    return f"---\n{head}\n---\n\n{body}\n"


def resource_in(shown: Presentation, language: str) -> str:
    """Return a resource with its headings in a language, whatever the request's language is."""
    with override(django_language(language)):
        return resource(shown)


def _metadata(shown: Presentation) -> Iterator[tuple[str, object]]:
    yield "title", shown.title.text
    yield "type", shown.kind.slug
    yield "iri", shown.iri
    yield "url", _page(shown)
    yield "language", shown.title.language or active_language()
    if len(shown.urls) > 1:
        yield "translations", shown.urls
    if shown.documents:
        yield "version", shown.version
        yield "data", shown.documents[0].url
        yield "licence", settings.LICENCE


def _page(shown: Presentation) -> str:
    """Return the address of the page for people in the reader's language, or in another one."""
    if best := best_language(shown.urls, active_language()):
        return shown.urls[best]
    return f"{settings.GRAPH_BASE_IRI}{view_address('resource', *split(shown.id))}"


def _parts(shown: Presentation) -> Iterator[str]:
    yield f"# {item(shown.title)}"
    yield from map(_place, shown.places)
    yield facts(shown.facts)
    yield _picture(shown.image) if shown.image else ""
    yield link(escaped(shown.download.text), shown.download.url) if shown.download else ""
    for prose in shown.prose:
        yield _heading(prose.label) if prose.html else ""
        yield _prose(prose)
    for section in shown.sections:
        yield f"## {item(section.heading)}"
        yield from map(_prose, section.prose)
    yield from _lists(shown)
    yield _heading(gettext("Where this comes from"))
    yield facts(shown.record)


def _lists(shown: Presentation) -> Iterator[str]:
    for gallery in shown.galleries:
        yield _heading(gallery.label)
        yield "\n".join(_pictures(gallery))
    for figures in shown.figures:
        yield _heading(figures.label)
        yield "\n".join(f"- **{item(value)}** {item(counts)}" for value, counts in figures.pairs)
    for table in shown.tables:
        yield _heading(table.label)
        yield _table(table)
    for group in shown.groups:
        yield from _group(group)
    if shown.related:
        yield _heading(gettext("Related"))
        yield "\n".join(map(row, shown.related))


def _heading(words: str) -> str:
    return f"## {escaped(words)}"


def _place(place: Place) -> str:
    steps = ((gettext("Before this:"), place.previous), (gettext("After this:"), place.next))
    beside = "".join(f" · {words} {item(step)}" for words, step in steps if step)
    numbered = gettext("%(number)s of %(count)s") % {"number": place.number, "count": place.count}
    return f"{item(place.within)}: {numbered}{beside}"


def _prose(prose: Prose) -> str:
    """Return a longer text, with its blocks as the website lays them out."""
    return from_html(render_to_string("includes/prose.html", {"prose": prose}))


def _picture(image: Image) -> str:
    return f"!{link(escaped(image.alternative.text), image.url)}"


def _pictures(gallery: Gallery) -> Iterator[str]:
    for each in gallery.pictures:
        shown = _picture(each.image) if each.image else item(each.alternative)
        further = (item(each.caption) if each.caption else "", escaped(each.credit))
        yield " · ".join(filter(None, (f"- {shown}", *further)))


def _table(table: Table) -> str:
    lines = [map(escaped, table.columns), ("---" for _ in table.columns)]
    lines += [map(items, cells) for cells in table.rows]
    return "\n".join(map(_line, lines))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _group(group: Group) -> Iterator[str]:
    yield _heading(f"{group.label} ({number(group.count)})")
    yield escaped(group.definition)
    yield _table(group.table) if group.table else "\n".join(f"- {item(each)}" for each in group.items)
    yield link(gettext("All %(count)s") % {"count": number(group.count)}, group.more) if group.more else ""
