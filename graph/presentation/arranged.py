"""Arrange what a page shows in chapters, as its type declares; what no declaration names comes under its own label.

Nothing is shown twice: what stands in a chapter or in a table is no fact, and a list that only repeats what another
list says with more facts is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.html import format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext

from graph.declarations import Chapter as Declared
from graph.declarations import Inverse, Link, Part, Period, registry
from graph.description import Description, Node
from graph.presentation.growth import growth
from graph.presentation.lanes import Lanes, is_dated, takes_time
from graph.presentation.model import Chapter, Fact, Item, Layout, Piece, Presentation, Prose, Section
from graph.presentation.money import grants_of, money, totals
from graph.presentation.network import network
from graph.presentation.reader import Reader, label
from graph.presentation.shortcuts import is_in_text, is_repeated, repeats_a_table
from graph.presentation.timeline import Dates, Lane, dates_of, drawn
from graph.replica import in_sequence

RESERVED = ("content", "data")
"""Names that the frame around a page has for links already."""


def arranged(shown: Presentation, description: Description, reader: Reader) -> Layout:
    """Return the layout of a presentation."""
    return _Page(shown, description, reader).layout()


@dataclass
class _Page:
    shown: Presentation
    description: Description
    reader: Reader

    def __post_init__(self) -> None:
        self.declared = self.description.declared
        self.values = self.description.nodes[self.description.id].values
        self.is_public = self.description.id in self.reader.replica
        self.lists = self._links() | self._inverses()
        self.pieces = self._pieces()
        self.lanes = Lanes(self.description, self.reader)

    def layout(self) -> Layout:
        lead = self._lead()
        self.pieces.pop(self.declared.page.lead, None)
        facts = tuple(self._facts())
        chapters = _numbered(each for each in self._chapters() if each.pieces)
        return Layout(lead, facts, tuple(chapters))

    def _lead(self) -> Prose | None:
        """Return the text below the title: a long text, or a short one, which is no fact then."""
        name = self.declared.page.lead
        for each in self.shown.facts:
            if each.name == name and each.items:
                words = format_html_join("", "<p>{}</p>", ((item.text,) for item in each.items))
                return Prose(name, each.label, each.items[0].language, html=words)
        return next((each for each in self.shown.prose if each.name == name), None)

    # What there is to arrange

    def _pieces(self) -> dict[str, Piece]:
        """Return what is no list, by the name of its field, in the order of a page that declares nothing."""
        found = {each.name: Piece("prose", each.label, each) for each in self.shown.prose}
        sections = next((name for name, part in self.declared.parts.items() if _has_texts(part)), "")
        found |= {sections: Piece("sections", "", self.shown.sections)} if self.shown.sections else {}
        for style, several in (
            ("figures", self.shown.figures),
            ("table", self.shown.tables),
            ("gallery", self.shown.galleries),
        ):
            found |= {each.name: Piece(style, each.label, each, each.definition) for each in several}
        return found | {name: each for name in found if (each := self._growth(found[name]))}

    def _growth(self, piece: Piece) -> Piece | None:
        """Return a table with the drawing of its growth, if its rows last from a date on."""
        part = self.declared.parts.get(piece.content.name) if piece.style == "table" else None
        when = registry().types[part.to].when if part else None
        if part is None or when is None or not when.lasts:
            return None
        nodes = (self.description.nodes[each] for each in self.values[part.name])
        drawing = growth(piece.content, (each.start if each else None for each in map(_dates_in, nodes)))
        return replace(piece, style="growth", content=drawing) if drawing else None

    def _inverses(self) -> dict[str, Inverse]:
        """Return the lists of what links here, without those that other lists or a place in a sequence repeat."""
        named = {each.name for each in self.shown.groups}
        inverses = self.declared.inverses
        return {
            name: each
            for name, each in inverses.items()
            if name in named and not is_repeated(each, inverses) and not each.link.follows
        }

    def _links(self) -> dict[str, Link]:
        """Return the links that a chapter names, and those to what takes time, which are lists rather than facts."""
        named = {name for chapter in self.declared.page.chapters for name in chapter.names}
        links = {name: each for name, each in self.declared.links.items() if isinstance(each, Link) and each.many}
        return {
            name: each
            for name, each in links.items()
            if name in self.values and name not in self.declared.page.facts and not is_in_text(self.declared, each)
            if name in named or takes_time(each)
        }

    # Facts

    def _facts(self) -> Iterator[Fact]:
        """Yield the facts, prominent ones first, with a period as one fact."""
        facts = {each.name: each for each in self.shown.facts}
        facts = self._with_period(facts) | self._listed()
        elsewhere = {*self.pieces, *self.lists, self.declared.page.lead}
        tables = {each.name for each in self.shown.tables}
        order = (*self.declared.page.facts, *facts)
        for name in dict.fromkeys(order):
            field = self.declared.fields.get(name)
            if name not in facts or name in elsewhere or (field and is_in_text(self.declared, field)):
                continue
            if name in self.declared.page.facts or not (field and repeats_a_table(self.declared, field, tables)):
                yield facts[name]

    def _listed(self) -> dict[str, Fact]:
        """Return the prominent lists of what links here that are short enough for facts; these are no chapters."""
        groups = {each.name: each for each in self.shown.groups}
        found = {}
        for name in self.declared.page.facts:
            if name in self.lists and name in groups and groups[name].items and not groups[name].more:
                group = groups[name]
                found[name] = Fact(name, group.label, group.definition, group.items, group.mixed)
        for name in found:
            del self.lists[name]
        return found

    def _with_period(self, facts: dict[str, Fact]) -> dict[str, Fact]:
        period = next((each for each in self.declared.fields.values() if isinstance(each, Period)), None)
        dates = dates_of(self.declared, self.values)
        if period is None or dates is None or not {period.start, period.end} & facts.keys():
            return facts
        words = Item(dates.words(self.reader.language))
        one = Fact(period.name, str(label(self.declared, period)), self.declared.definition(period), (words,))
        joined = ((period.name, one) if name in (period.start, period.end) else (name, facts[name]) for name in facts)
        return dict(joined)

    # Chapters

    def _chapters(self) -> Iterator[Chapter]:
        yield from self._sections_at_top()
        for chapter in self.declared.page.chapters:
            yield from self._sections(chapter) or (self._chapter(chapter),)
        for name in list(self.pieces):
            if self.pieces[name].style != "gallery":
                yield from self._sections(Declared(name)) or (self._chapter(Declared(name)),)
        over_time = [name for name in self.lists if is_dated(self.lists[name])]
        yield self._chapter(Declared(*over_time, heading=gettext("Over time") if len(over_time) > 1 else ""))
        yield from self._money()
        for name in [*self.lists, *self.pieces]:
            yield self._chapter(Declared(name))
        yield from self._surroundings()

    def _sections(self, chapter: Declared) -> list[Chapter]:
        """Return a chapter for each section of text, if the declared chapter is that of the sections."""
        names = [name for name in chapter.names if name in self.pieces and self.pieces[name].style == "sections"]
        return [_section(each) for name in names for each in self.pieces.pop(name).content if not each.is_at_top]

    def _sections_at_top(self) -> Iterator[Chapter]:
        """Yield the sections that stand before the other texts."""
        for piece in self.pieces.values():
            if piece.style == "sections":
                yield from (_section(each) for each in piece.content if each.is_at_top)

    def _chapter(self, chapter: Declared) -> Chapter:
        """Return a chapter with what there is of its names, each of which no later chapter shows again."""
        there = [name for name in chapter.names if name in self.pieces or name in self.lists]
        found = {
            name: self.lanes.lane(name, self.lists[name])
            for name in there
            if name in self.lists and is_dated(self.lists[name])
        }
        lanes = {name: lane for name, lane in found.items() if lane and any(each.dates.known for each in lane.events)}
        pieces: list[Piece] = []
        for name in there:
            if name not in lanes:
                pieces += filter(None, (self.pieces.get(name) or self._list(name),))
                pieces += self._totals(name)
            if lanes and name == next(iter(lanes)):
                drawing = drawn([*self.lanes.own(self.shown, lanes.values()), *lanes.values()])
                pieces.append(Piece("timeline", "", drawing))
        for name in there:
            self.pieces.pop(name, None)
            self.lists.pop(name, None)
        return _headed(chapter, pieces, list(lanes.values()))

    # Lists

    def _totals(self, name: str) -> Iterator[Piece]:
        """Yield the sums of the amounts that parts state which link here, such as the grants of a donor."""
        link = self.lists.get(name)
        if isinstance(link, Inverse) and registry().types[link.sources[0]].is_part:
            sums = totals(self.reader.replica.inverse(self.description.id, link), self.reader)
            if sums:
                yield Piece("totals", "", sums)

    def _list(self, name: str) -> Piece | None:
        link = self.lists[name]
        if isinstance(link, Inverse):
            group = next(each for each in self.shown.groups if each.name == name)
            return Piece("group", group.label, group, group.definition)
        targets = in_sequence(self.reader.replica, self.values[name], link)
        items = self.reader.items(targets)
        style = "path" if link.follows else "items"
        return Piece(style, label(self.declared, link), items, self.declared.definition(link)) if items else None

    # What follows from the graph

    def _money(self) -> Iterator[Chapter]:
        """Yield the sums of what the resources that link here get, unless the resource states amounts of its own."""
        if not self.is_public or grants_of(self.declared):
            return
        links = [each for each in self.declared.inverses.values() if not is_repeated(each, self.declared.inverses)]
        owners = {
            resource
            for each in links
            if all(grants_of(registry().types[name]) for name in each.sources)
            for resource in self.reader.replica.inverse(self.description.id, each)
        }
        pieces = [Piece("money", "", each) for each in money(owners, self.reader)] if owners else []
        yield Chapter("", gettext("Money"), tuple(pieces))

    def _surroundings(self) -> Iterator[Chapter]:
        drawing = network(self.description.id, self.reader) if self.is_public else None
        if drawing:
            yield Chapter("", gettext("In the graph"), (Piece("network", "", drawing),))
        if self.shown.related:
            yield Chapter("", gettext("Related"), (Piece("related", "", self.shown.related),))


def _dates_in(node: Node) -> Dates | None:
    return dates_of(registry().types[node.type], node.values)


def _has_texts(part: Part) -> bool:
    return any(field.long for field in registry().types[part.to].fields.values())


def _section(section: Section) -> Chapter:
    if section.is_collapsed and section.prose:
        return Chapter("", section.heading.text, (Piece("collapsed", "", section),))
    return Chapter("", section.heading.text, tuple(Piece("prose", "", each) for each in section.prose))


def _headed(chapter: Declared, pieces: list[Piece], lanes: list[Lane]) -> Chapter:
    """Return a chapter with its heading: that of its only list, the declared one, or the label of its first piece."""
    alone = len(lanes) == 1 and len(pieces) == 1
    labels = [each.label for each in pieces if each.label] or [each.label for each in lanes]
    heading = lanes[0].label if alone else str(chapter.heading) or next(iter(labels), "")
    groups = [each.content.count for each in pieces if each.style == "group"]
    counts = [lanes[0].count] if alone else groups if len(pieces) == 1 else []
    return Chapter("", heading, tuple(_titled(pieces, heading)), alone, next(iter(counts), 0))


def _titled(pieces: list[Piece], heading: str) -> Iterator[Piece]:
    """Yield the pieces of a chapter, without labels that the heading says already."""
    labelled = sum(bool(each.label) for each in pieces)
    for each in pieces:
        yield replace(each, label="") if each.label == heading or labelled == 1 else each


def _numbered(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """Yield the chapters with names for links to them."""
    taken = set(RESERVED)
    for number, each in enumerate(chapters, start=1):
        name = slugify(each.heading, allow_unicode=True) or f"chapter-{number}"
        unique = name if name not in taken else f"{name}-{number}"
        taken.add(unique)
        yield replace(each, id=unique)
