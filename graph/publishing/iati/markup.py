"""Make elements of XML, with texts in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, tostring

from graph.description import without_controls
from graph.publishing.iati.facts import Texts

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ATTRIBUTES: Mapping[str, str] = {}


def element(name: str, attributes: Mapping[str, str] = ATTRIBUTES, *children: Element, text: str = "") -> Element:
    made = Element(name, {key: without_controls(value) for key, value in attributes.items() if value})
    made.text = without_controls(text) or None
    made.extend(children)
    return made


def narratives(texts: Texts, language: str = "") -> Iterator[Element]:
    """Yield a text in each of its languages; the default language of the activity is not repeated."""
    for each, text in texts.items():
        yield element("narrative", {} if each == language else {LANGUAGE: each}, text=text)


def english(text: str, language: str = "") -> Iterator[Element]:
    """Yield a text of the exporter itself, which is in English."""
    return narratives({"en": text}, language)


def serialised(elements: Iterable[Element]) -> Iterator[str]:
    for each in elements:
        yield tostring(each, encoding="unicode")
