"""Turn an activity of IATI into a record: one reader for each element, and everything else in words.

An element without a reader is kept under its name, so that nothing is lost.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from lxml import etree

from cms.fields.date_input import as_written
from cms.importers.formats.iati import classifications, money, parties, results
from cms.importers.formats.iati.xml import LANG, Element, described, first, language, narratives
from cms.importers.record import Activity, Names, Record, Section, Translation
from cms.importers.source import UnreadableSource
from graph.declarations.partial_dates import PartialDate

GENERAL, OBJECTIVES = "1", "2"
PARENT = "1"
_TELLING_STATUS = {"3", "5", "6"}
"""Statuses that do not follow from dates: finalisation, cancelled, suspended."""
_FORMAT = "iati"


def record_of(element: Element, root: Element) -> Record:
    """Return the record; raise `UnreadableSource` for an activity without identifier or title."""
    main = language(element.get(LANG) or root.get(LANG) or "")
    identifier = " ".join((element.findtext("iati-identifier") or "").split())
    title = narratives(element.find("title"), main)
    if not identifier:
        raise UnreadableSource(gettext("This activity has no iati-identifier, by which it would be known again."))
    if not title:
        raise UnreadableSource(gettext("This activity has no title: have the publisher add one."))
    main = main or title[0][0]
    reader = _Reader(element, root, main)
    return reader.record(identifier, title)


class _Reader:
    """Reads one activity; `main` is the language of its texts that state none."""

    def __init__(self, element: Element, root: Element, main: str) -> None:
        self.element, self.main = element, main
        self.currency = element.get("default-currency") or ""
        self.resource = element.get("linked-data-uri") or ""
        self.base = root.get("linked-data-default") or ""

    def record(self, identifier: str, title: Names) -> Record:
        texts = self._texts()
        measured = results.read(self.element, self.main)
        found = classifications.read(self.element, self.main)
        grants, others = money.read(self.element, self.main, self.currency)
        named = parties.read(self.element, self.main)
        pages, unread_links = self._links()
        activity = Activity(
            identifier=identifier,
            resource=self.resource,
            other_identifiers=tuple(each.get("ref", "") for each in self.element.iterfind("other-identifier")),
            parties=named,
            grants=grants,
            shares=found.shares,
            measurements=measured.measurements,
            translations=tuple(self._translations(title, texts, measured.words)),
            languages=found.languages,
            parent=next(self._related(PARENT), ""),
        )
        main = _in(texts, self.main)
        return Record(
            kind="programme" if found.kind == "Programme" else "project",
            title=first(title, self.main),
            language=self.main or None,
            start=self._date("2", "1"),
            end=self._end(),
            overview=main["overview"],
            aim=main["aim"],
            results=first(measured.words, self.main),
            sections=tuple(main["sections"]),
            countries=found.countries,
            themes=found.themes,
            project_types=found.project_types,
            conventions=found.conventions,
            sustainable_development_targets=found.targets,
            monitoring_goals=found.goals,
            monitoring_areas=found.areas,
            key_figures=measured.figures,
            # The parts of a programme say themselves that they are its parts.
            related_projects=tuple(
                each for kind in ("2", "3", "4", "5")[found.kind == "Programme" :] for each in self._related(kind)
            ),
            source_url=pages,
            format=_FORMAT,
            activity=activity,
            unplaced=tuple(_grouped([*others, *found.unplaced, *unread_links, *measured.unplaced, *self._others()])),
        )

    def _texts(self) -> list[tuple[str, Names]]:
        return [
            (each.get("type") or GENERAL, narratives(each, self.main)) for each in self.element.iterfind("description")
        ]

    def _translations(self, title: Names, texts: list[tuple[str, Names]], words: Names) -> Iterator[Translation]:
        for tag, text in title:
            if tag and tag != self.main:
                own, measured = _in(texts, tag), results.read(self.element, self.main, tag)
                yield Translation(
                    *(tag, text, own["overview"], own["aim"], dict(words).get(tag, ""), tuple(own["sections"])),
                    measurements=measured.measurements,
                    figures=tuple(each.label for each in measured.figures),
                )

    def _date(self, *kinds: str) -> str:
        """Return the first date of these kinds, as precisely as its narrative says that it is known."""
        for kind in kinds:
            for each in self.element.iterfind("activity-date"):
                written = (each.get("iso-date") or "").strip()[:10]
                if each.get("type") == kind and written:
                    return _precise(written, first(narratives(each, self.main)))
        return ""

    def _end(self) -> str:
        """Return the end; an activity that is being implemented and has none is ongoing."""
        status = self.element.find("activity-status")
        end = self._date("4", "3")
        return end or (".." if status is not None and status.get("code") == "2" else "")

    def _related(self, kind: str) -> Iterator[str]:
        for each in self.element.iterfind("related-activity"):
            if each.get("type") == kind and (each.get("ref") or "").strip():
                yield (each.get("ref") or "").strip()

    def _links(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the address of the activity's page on its own site, and the other links in words."""
        page, others = "", []
        for each in self.element.iterfind("document-link"):
            address, is_page = (each.get("url") or "").strip(), each.xpath("boolean(category/@code = 'A12')")
            if self.base and address.startswith(self.base):
                continue
            if not page and is_page and each.get("format") == "text/html" and re.match("https?://", address):
                page = address
            else:
                others.append(("document-link", described(each)))
        return page, others

    def _others(self) -> Iterator[tuple[str, str]]:
        for each in self.element.iterchildren(etree.Element):
            name = etree.QName(each).localname
            told_by_dates = name == "activity-status" and each.get("code") not in _TELLING_STATUS
            own_scope = name == "activity-scope" and each.get("code") in ("3", "4")
            if name not in _READ and not told_by_dates and not own_scope:
                yield name, described(each)
        if self.element.find("reporting-org") is not None and not self.resource:
            yield "reporting-org", described(self.element.find("reporting-org"))


_READ = {
    *("iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier"),
    *("activity-date", "recipient-country", "recipient-region", "sector", "tag", "budget", "transaction"),
    *("document-link", "related-activity", "legacy-data", "result"),
}
"""The elements with readers of their own; what these cannot place they return in words."""


def _in(texts: list[tuple[str, Names]], tag: str) -> dict[str, Any]:
    """Return the descriptions in one language: the general ones, the objectives, and others as sections."""
    own = [(kind, dict(names)[tag]) for kind, names in texts if tag in dict(names)]
    others = [text.partition("\n") for kind, text in own if kind not in (GENERAL, OBJECTIVES)]
    return {
        "overview": "\n\n".join(text for kind, text in own if kind == GENERAL),
        "aim": "\n\n".join(text for kind, text in own if kind == OBJECTIVES),
        "sections": [Section(title if rest else "", rest or title) for title, _break, rest in others],
    }


def _precise(iso: str, narrative: str) -> str:
    """Return a date as its narrative gives it in EDTF, if both agree; else the day."""
    try:
        known = PartialDate.parse(narrative.strip())
        day = PartialDate.parse(iso)
    except ValueError:
        return iso
    agree = known.earliest and day.earliest in (known.earliest, known.latest)
    return as_written(known) if agree else iso


def _grouped(values: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield one value for each label, with a line for each of its elements."""
    found: dict[str, list[str]] = {}
    for label, value in values:
        if value:
            found.setdefault(label, []).append(value)
    yield from ((label, "\n".join(lines)) for label, lines in found.items())
