"""Find the texts to translate, in English: those marked in the sources, and what declarations say."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override
from django.utils.translation.template import templatize

from graph.declarations import DeclaredType, registry
from graph.publishing.queries import FOLDER, worked_queries

PACKAGES = ("cms", "graph", "home", "schema", "search")
TEMPLATES = ("*.html", "*.md", "*.txt")
KEYWORDS = DEFAULT_KEYWORDS | {
    # Sentences of refusals, which are translated when they are said.
    "Refusal": (2,),
    "Outcome": (2,),
    "SpentError": (1,),
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT = "Translators:"


class Message(NamedTuple):
    """A text with the file that says it; with a plural, a pair of texts."""

    text: str | tuple[str, ...]
    place: str
    context: str | None = None
    comments: tuple[str, ...] = ()


def messages() -> Catalog:
    """Return all texts to translate as a catalogue without translations."""
    found = Catalog(fuzzy=False)
    for each in filter(_has_words, _all()):
        found.add(each.text, locations=[(each.place, 0)], context=each.context, auto_comments=each.comments)
    return found


def _has_words(message: Message) -> bool:
    return any(map(str.isalpha, "".join(message.text)))


def _all() -> Iterator[Message]:
    root = settings.BASE_DIR
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _marked(path, path.read_text("utf-8"))
    for pattern in TEMPLATES:
        for path in sorted((root / "templates").rglob(pattern)):
            yield from _marked(path, _as_python(path.read_text("utf-8")))
    for query in worked_queries().values():
        place = _place(FOLDER / f"{query.name}.rq")
        yield from (Message(text, place) for text in (query.summary, query.question, query.description))
    yield from _declared()


def _as_python(template: str) -> str:
    """Return a template as Python whose calls of gettext have its texts; not indented, so that it can be read."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def _marked(path: Path, source: str) -> Iterator[Message]:
    found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=[COMMENT])
    for _, text, comments, context in found:
        yield Message(text, _place(path), context, tuple(comments))


def _place(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix()


def _declared() -> Iterator[Message]:
    """Yield the texts of declarations that are not marked, because they are plain texts of a list of fields."""
    for declared in registry():
        place = declared.model.__module__.replace(".", "/") + ".py"
        with override("en"):
            yield from (Message(text, place) for text in _texts(declared) if text)


def _texts(declared: DeclaredType) -> Iterator[str]:
    yield declared.type_definition
    for field in declared.fields.values():
        if not isinstance(declared.stated_label(field), Promise):
            yield declared.label(field)
        if not isinstance(declared.stated_definition(field), Promise):
            yield declared.definition(field)
    for inverse in declared.inverses.values():
        yield inverse.label
        yield inverse.stated_definition
