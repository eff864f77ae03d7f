"""Parse small XML documents of strangers, and read narratives in their languages."""

import re
from collections.abc import Iterator

import pycountry
from lxml import etree

from cms.importers.record import Names
from cms.importers.source import plain

Element = etree._Element
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_START = re.compile(rb"(?=<iati-activity[\s>])")


def parse(document: bytes) -> Element:
    """Return the root; raise `etree.XMLSyntaxError`. Nothing is fetched, and no entity is expanded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(document, parser)


def singly(document: bytes) -> Iterator[bytes]:
    """Yield a document with one activity for each activity of a document."""
    head, *activities = _START.split(document.removesuffix(b"</iati-activities>"))
    for activity in activities:
        yield head + activity + b"</iati-activities>"


def language(tag: str) -> str:
    """Return the two-letter code of a language tag in any case, such as "EN", "ENG" or "fr-CA"; "" if unknown."""
    code = re.split("[-_]", tag.strip().lower())[0]
    known = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    return getattr(known, "alpha_2", "") if known else ""


def narratives(element: Element | None, default: str) -> Names:
    """Return the texts of an element as (language, text) pairs, the default language first, without empty ones."""
    if element is None:
        return ()
    found: dict[str, str] = {}
    for each in element.iterfind("narrative"):
        text = plain("".join(each.itertext())).strip()
        if text:
            tag = each.get(LANG)
            found.setdefault(language(tag) if tag else default, text)
    return tuple(sorted(found.items(), key=lambda each: each[0] != default))


def first(names: Names, preferred: str = "") -> str:
    """Return the name in the preferred language, else the first one, or an empty text."""
    return dict(names).get(preferred) or next((text for _language, text in names), "")


def described(element: Element) -> str:
    """Return an element as one line for people: its codes, its texts, and those of the elements in it."""
    parts = [f"{_local(name)} {value.strip()}" for name, value in element.attrib.items() if value.strip()]
    text = " ".join((element.text or "").split())
    parts += [text] if text else []
    for child in element.iterchildren(etree.Element):
        inner = described(child)
        name = _local(child.tag)
        parts += [inner if name == "narrative" else f"{name}: {inner}"] if inner else []
    return plain(", ".join(parts))


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def rendered(root: Element) -> str:
    """Return the XML of an activity in one form for all spellings, without the time of its last update."""
    root.attrib.pop("last-updated-datetime", None)
    return etree.tostring(root, method="c14n").decode()
