"""List what is wrong with a catalogue: texts without translation or unsure of it, placeholders, files out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from cms.messages.catalogues import files, updated

PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[sdg]|\{\w*\}|%[sd]|<[^<>]+>")
FORMS_FOR_ONE_NUMBER = {"ar": {0, 1, 2}, "fr": {0}, "es": {0}}
"""Plural forms in which a language may say the number in words, or not at all: “one page” and, in Arabic, “two”."""


def problems(language: str, found: Catalog) -> Iterator[str]:
    """Yield a sentence for each fault of a language's catalogue; `found` has the texts of the sources."""
    catalogue = updated(language, found)
    for message in catalogue:
        if message.id:
            yield from (f"{language}: “{_english(message)}” {fault}." for fault in _faults(message, language))
    for path, content in files(language, catalogue):
        if not path.exists() or path.read_bytes() != content:
            yield f"{path.name} of {language} is out of date: run `make messages` and translate what is new."


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _faults(message: Message, language: str) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked as fuzzy"
    if not all(_forms(message)):
        yield "is not translated"
        return
    for form, text in enumerate(_forms(message)):
        english = message.id if isinstance(message.id, str) else message.id[-1]
        wanted, given = set(PLACEHOLDER.findall(english)), set(PLACEHOLDER.findall(text))
        may_lack = message.pluralizable and form in FORMS_FOR_ONE_NUMBER.get(language, ())
        if given - wanted or (wanted != given and not may_lack):
            yield f"has other placeholders in “{text}”"


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)
