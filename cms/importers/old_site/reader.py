"""Turn the labelled fields of an archived page into a record.

A page shows one record twice, as a summary and as the full list of its fields. Every label may therefore occur twice,
and one of the two may be empty: values are joined, and repeated text is taken once. Values without a field in the
record are kept as unplaced values; nothing is dropped.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext

from cms.importers.matching import (
    Address,
    Vocabulary,
    all_known,
    fold,
    is_period,
    join_wrapped,
    split_if_all_known,
    split_known,
    split_period,
)
from cms.importers.old_site.fields import Field, Page
from cms.importers.old_site.labels import LANGUAGES, LOOSE, UNKNOWN, Kind, names_local_partners
from cms.importers.old_site.lines import LONGEST_TITLE, is_figure, is_sentence
from cms.importers.old_site.repetition import distinct, join_versions
from cms.importers.old_site.sections import read_sections
from cms.importers.old_site.values import Values, prose, read_values
from cms.importers.record import KeyFigure, Record
from cms.importers.source import UnreadableSource

_GOES_ON = re.compile(r"(?:,|\b(?:and|of|for|the|et|de|des|du|y|del|la)|&)$")


class RecordReader:
    """Builds the record of one page from its fields, and collects the values that have no field in the record."""

    def __init__(self, page: Page, vocabulary: Vocabulary):
        self.page = page
        self.vocabulary = vocabulary
        self.read = [(found, read_values(found)) for found in page.fields if found.label.kind is not Kind.PROSE]
        self.unplaced: list[tuple[str, str]] = []
        self.story = _take_story(self.read) if self._kind() == "donor" else ""

    def record(self, address: Address, captured: datetime | None) -> Record:
        title = self.page.title or self._single("title") or self._heading(address)
        if not title and not address.source:
            raise UnreadableSource(
                gettext("The page states neither its title nor its address: give the address with --url.")
            )
        start, end = self._period()
        known = self.vocabulary
        record = Record(
            kind=self._kind(),
            title=title or address.provisional_title,
            title_is_provisional=not title,
            language=self.page.language or self._language() or address.language,
            themes=self._terms("themes", known.themes),
            project_types=self._terms("project_types", known.project_types),
            partners=self._names("partners"),
            partners_are_local=self._has_only_local_partners(),
            donors=self._donors(),
            countries=self._terms("countries", known.countries),
            start=start,
            end=end,
            overview=self._text("overview") or self.story,
            aim=self._text("aim"),
            results=self._text("results"),
            sections=tuple(read_sections(self.page.fields)),
            activity_type=self._single("activity_type"),
            donor_type=self._single("donor_type"),
            supported_projects=_projects(self._titles("supported_projects"), known.countries),
            key_figures=self._figures(),
            related_activities=self._titles("related_activities"),
            related_projects=self._titles("related_projects"),
            source_url=address.source,
            archive_url=address.archive,
            captured_at=captured,
        )
        self._keep_the_rest(record.title)
        return replace(record, unplaced=tuple(dict.fromkeys(self.unplaced)))

    def _kind(self) -> str:
        """Return the kind of page, by the label of its type; the default is "project", as nearly all pages are one."""
        present = {found.label.field for found in self.page.fields}
        if "donor_type" in present and not present & {"themes", "project_types"}:
            return "donor"
        return "activity" if "activity_type" in present and "project_types" not in present else "project"

    def _values(self, name: str) -> list[tuple[Field, Values]]:
        return [entry for entry in self.read if entry[0].label.field == name]

    def _keep(self, found: Field, values: Iterable[str]) -> None:
        label = found.written.rstrip(": ")
        self.unplaced += [(label, value) for value in values if value]

    def _single(self, name: str) -> str:
        """Return the first value of a field; keep sentences, and other values under a repeated label, as unplaced."""
        first = ""
        for found, values in self._values(name):
            if is_sentence(values.first) or (first and fold(values.first) != fold(first)):
                self._keep(found, [values.first])
            else:
                first = first or values.first
        return first

    def _language(self) -> str | None:
        written = self._single("language")
        if fold(written) not in LANGUAGES and written:
            self.unplaced.append(("Language", written))
        return LANGUAGES.get(fold(written))

    def _period(self) -> tuple[str, str]:
        """Return start and end as written; the field "date" supplies them only if neither is stated."""
        start, end, date = (self._single(name) for name in ("start", "end", "date"))
        if not start and not end:
            return split_period(date)
        if fold(date) not in f"{fold(start)} {fold(end)}":
            self.unplaced.append(("Date", date))
        return start, end

    def _terms(self, name: str, known: frozenset[str]) -> tuple[str, ...]:
        """Return the terms of a field's lists; a doubtful value counts only if all its terms are known to the site."""
        lists: list[str] = []
        for found, values in self._values(name):
            sure = [text for text in values.doubtful if all_known(text, known)]
            lists += join_wrapped(values.certain + sure, known)
            self._keep(found, (v for v in values.doubtful if v not in sure))
        return distinct(term for text in lists for term in split_known(text, known))

    def _names(self, name: str) -> tuple[str, ...]:
        """Return the names in a field. Names may contain commas, so only a semicolon separates them."""
        names: list[str] = []
        for found, values in self._values(name):
            # If blank lines separate all values and none of them is prose, they are names after all. In the last
            # field, the lines may be anything, because no label follows that would end it.
            is_list = found is not self.page.fields[-1] and not any(map(_is_no_name, values.doubtful))
            apart = not values.certain and is_list
            lines = _unwrapped(values.doubtful if apart else values.certain)
            names += [part.strip() for line in lines for part in line.split(";") if part.strip()]
            self._keep(found, () if apart else values.doubtful)
        return distinct(names)

    def _has_only_local_partners(self) -> bool:
        labels = [found.written for found in self.page.fields if found.label.field == "partners"]
        return bool(labels) and all(map(names_local_partners, labels))

    def _donors(self) -> tuple[str, ...]:
        """Return the donors; a comma list is split only if all its names are known."""
        known = self.vocabulary.organisations | self.vocabulary.countries
        lists = (split_if_all_known(text, known) for text in self._names("donors"))
        return distinct(donor for donors in lists for donor in donors)

    def _titles(self, name: str) -> tuple[str, ...]:
        """Return the titles of other pages in a field; they may be separated from their label by a blank line."""
        titles: list[str] = []
        for found, values in self._values(name):
            others = [text for text in values.doubtful if not is_sentence(text)]
            chosen = values.certain or others
            titles += chosen
            self._keep(found, (text for text in values.texts if text not in chosen))
        return distinct(titles)

    def _text(self, name: str) -> str:
        fields = [found for found in self.page.fields if found.label.field == name]
        text, left_over = join_versions([prose(found.lines) for found in fields])
        if left_over:
            self._keep(fields[0], left_over)
        return text

    def _figures(self) -> tuple[KeyFigure, ...]:
        for found, values in self._values("key_figures"):
            self._keep(found, values.texts)
        figures = (figure for _, values in self.read for figure in values.figures)
        return tuple(dict.fromkeys(figures))

    def _keep_the_rest(self, title: str) -> None:
        """Keep the values below unknown labels and the lines after single values as unplaced values."""
        for found, values in self.read:
            kind = found.label.kind
            if kind is Kind.VALUE:
                # The page's heading may occur anywhere among its fields.
                self.unplaced += [pair for pair in values.after_the_first() if fold(pair[1]) != fold(title)]
            elif found.label in (UNKNOWN, LOOSE) or kind is Kind.GROUP:
                texts = [text for text in values.texts if fold(text) != fold(title)]
                self._keep(found, ["\n".join(texts)])

    def _heading(self, address: Address) -> str:
        """Return the page's title from the lines above the first label, or an empty text.

        It is the line that the address repeats or, if the page has no address, the only line.
        """
        _, values = self.read[0]
        lines = [text for text in values.texts if not is_sentence(text) and len(text) <= LONGEST_TITLE]
        named = [line for line in lines if address.names(line)]
        only = lines if len(values.texts) == 1 and not address.source else []
        return (named or only or [""])[0]


def _is_no_name(text: str) -> bool:
    return is_sentence(text) or is_figure(text)


def _unwrapped(names: Iterable[str]) -> list[str]:
    """Join names that a line break has cut: after a comma or a small word, or before a lower-case letter."""
    whole: list[str] = []
    for name in names:
        if whole and (_GOES_ON.search(whole[-1]) or name[:1].islower()):
            whole[-1] = f"{whole[-1]} {name}"
        else:
            whole.append(name)
    return whole


def _take_story(read: Iterable[tuple[Field, Values]]) -> str:
    """Return the sentences above all labels and below the donor's type, and remove them from the values read."""
    told: list[str] = []
    for found, values in read:
        if found.label == LOOSE or found.label.field == "donor_type":
            told += [text for text in values.texts if is_sentence(text)]
            for texts in (values.texts, values.certain, values.doubtful):
                texts[:] = [text for text in texts if not is_sentence(text)]
    return "\n\n".join(told)


def _projects(lines: Iterable[str], countries: frozenset[str]) -> tuple[str, ...]:
    """Return project titles, each with the period and the countries on the lines below it in brackets."""
    told: list[str] = []
    for line in lines:
        if told and (is_period(line) or all_known(line, countries)):
            told[-1] += f" ({line})"
        else:
            told.append(line)
    return tuple(told)
