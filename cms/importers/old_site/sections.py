"""Read the sections of an archived page.

The full list of fields gives each section with title, short description, position and style; in the summary, the same
section is a heading with prose below it.
"""

from collections.abc import Sequence
from dataclasses import replace

from cms.importers.matching import fold
from cms.importers.old_site.fields import Field
from cms.importers.old_site.repetition import contains
from cms.importers.old_site.values import prose, read_values
from cms.importers.record import Section

_PARTS = {
    "section_title": "title",
    "section_description": "description",
    "section_position": "position",
    "section_style": "style",
}


def read_sections(fields: Sequence[Field]) -> list[Section]:
    """Return every section once: the labelled sections, then the sections that are only headings."""
    sections: list[Section] = []
    for section in [*_stated(fields), *_headed(fields)]:
        _add(sections, section)
    return sections


def _stated(fields: Sequence[Field]) -> list[Section]:
    """Return the sections whose parts are labelled; a new section starts at a title or where a part repeats."""
    drafts: list[dict[str, str]] = []
    for found in fields:
        if found.label.field == "group":
            drafts.append({})
        part = _PARTS.get(found.label.field)
        if part is None:
            continue
        if not drafts or part in drafts[-1] or part == "title":
            drafts.append({})
        drafts[-1][part] = _value(found, part)
    return [Section(**{"title": "", **draft}) for draft in drafts if any(draft.values())]


def _value(found: Field, part: str) -> str:
    return prose(found.lines) if part == "description" else read_values(found).first


def _headed(fields: Sequence[Field]) -> list[Section]:
    return [
        Section(title=found.written, description=prose(found.lines))
        for found in fields
        if found.label.field == "heading"
    ]


def _add(sections: list[Section], section: Section) -> None:
    """Append a section, or merge it with the section that it repeats."""
    for position, other in enumerate(sections):
        joined = _join(other, section)
        if joined:
            sections[position] = joined
            return
    sections.append(section)


def _join(first: Section, second: Section) -> Section | None:
    if fold(first.title) != fold(second.title):
        inside = f"{second.title}\n\n{second.description}"
        repeated = not _layout(second) and contains(first.description, inside)
        return first if repeated else None
    if _layout(first) and _layout(second) and _layout(first) != _layout(second):
        return None
    if contains(first.description, second.description):
        longer = first.description
    elif contains(second.description, first.description):
        longer = second.description
    else:
        return None
    laid_out = first if _layout(first) else second
    return replace(laid_out, title=first.title, description=longer)


def _layout(section: Section) -> str:
    return f"{section.position}/{section.style}".strip("/")
