"""Cut the text of an archived page into labelled fields, without interpreting their values.

The pages of the programme's old site were saved as text: a label on a line of its own, its values on the lines right
below it, prose between blank lines. This module finds title and language and cuts the rest at its labels; `reader`
interprets the fields.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cms.importers.matching import fold
from cms.importers.old_site.labels import HEADING, LANGUAGES, LOOSE, UNKNOWN, Kind, Label, known_label
from cms.importers.old_site.lines import LONGEST_TITLE, Line, clean_lines, is_figure, is_sentence

_INLINE = re.compile(r"^([^\W\d_][^:：.!?]{0,50})(?::\s+|：\s*)(\S.*)$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")

_LONGEST_HEADING = 100


@dataclass
class Field:
    """A label as written, the known label that it stands for, and the lines below it."""

    written: str
    label: Label
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    title: str
    language: str | None
    fields: Sequence[Field]


def read_page(text: str) -> Page:
    lines = clean_lines(text)
    position = _language_line(lines)
    if position is None:
        return Page("", None, _cut_at_labels(lines))
    language = LANGUAGES[fold(lines[position].text)]
    above = _previous_filled(lines, position)
    title = ""
    if above is not None and _may_be_title(lines[above]):
        title = lines[above].text
        lines[above] = Line("")
    summary, full_list = lines[:position], lines[position + 1 :]
    fields = [*_cut_at_labels(summary), *_cut_at_labels(full_list)]
    return Page(title, language, fields)


def _language_line(lines: list[Line]) -> int | None:
    """Return the position of the line that names the language and opens the full list of fields, or None."""
    for position, line in enumerate(lines):
        if fold(line.text) in LANGUAGES and not line.bullet:
            following = _next_filled(lines, position)
            if following is None or _is_label_line(lines[following]):
                return position
    return None


def _is_label_line(line: Line) -> bool:
    return not line.bullet and (known_label(line.text) is not None or line.text.endswith(":"))


def _may_be_title(line: Line) -> bool:
    return not (
        line.bullet
        or _is_label_line(line)
        or len(line.text) > LONGEST_TITLE
        or (line.text.endswith(".") and len(line.text) > _LONGEST_HEADING)
    )


def _previous_filled(lines: list[Line], position: int) -> int | None:
    return next((i for i in range(position - 1, -1, -1) if lines[i].text), None)


def _next_filled(lines: list[Line], position: int) -> int | None:
    # `clean_lines` leaves no two blank lines in a row, so the next line with text is one or two lines below.
    following = range(position + 1, min(position + 3, len(lines)))
    return next((i for i in following if lines[i].text), None)


def _cut_at_labels(lines: list[Line]) -> list[Field]:
    # A blank line at either end, so that every other line has a neighbour above and below.
    lines = [Line(""), *lines, Line("")]
    fields = [Field("", LOOSE)]
    for position in range(1, len(lines) - 1):
        opened = _opened_field(lines, position, fields[-1])
        if opened is None:
            fields[-1].lines.append(lines[position])
        else:
            fields.append(opened)
    return fields


def _opened_field(lines: list[Line], position: int, current: Field) -> Field | None:
    """Return the field that this line opens, or None if it is neither a label nor a heading."""
    line = lines[position]
    if not line.text or line.bullet or _awaits_value(current, line):
        return None
    in_prose = current.label.kind is Kind.PROSE
    after_blank = not lines[position - 1].text
    label = known_label(line.text)
    if label and (line.text.endswith(":") or not in_prose):
        return Field(line.text, label)
    if label and label.kind is Kind.PROSE and after_blank:
        return Field(line.text, label)
    if _is_heading(lines, position, current):
        return Field(line.text.rstrip(": "), HEADING)
    if _is_unknown_label(lines, position, in_prose):
        return Field(line.text, UNKNOWN)
    return None if in_prose else _inline_field(line, current)


def _awaits_value(current: Field, line: Line) -> bool:
    """Return whether the line is a value even if it is spelled like a label.

    A section may be called "Results", and "countries" may say what the number above it counts.
    """
    if line.text.endswith(":"):
        return False
    if not current.lines:
        return current.label.takes_any_value
    above = current.lines[-1]
    return above.bullet and is_figure(above.text)


def _is_heading(lines: list[Line], position: int, current: Field) -> bool:
    """Return whether a line is a section's title: a short line, set apart by blank lines, with prose below."""
    line = lines[position]
    right_below = lines[position - 1].text and (current.label.kind is Kind.PROSE or not line.text.endswith(":"))
    if current.label.is_section_text or right_below:
        return False
    if lines[position + 1].text or len(line.text) > _LONGEST_HEADING:
        return False
    below = _next_filled(lines, position)
    if below is None or _is_label_line(lines[below]):
        return False
    if line.text[0].islower() or line.text.endswith((".", ",", ";")):
        return False
    return _opens_prose(lines[below], current)


def _opens_prose(line: Line, current: Field) -> bool:
    if line.bullet:
        return current.label.kind is Kind.PROSE
    ended = bool(_SENTENCE_END.search(line.text)) and len(line.text.split()) > 2
    return ended or len(line.text) > _LONGEST_HEADING


def _is_unknown_label(lines: list[Line], position: int, in_prose: bool) -> bool:
    """Return whether a line is an unknown label: up to six words with a colon.

    In prose, it must also have a short value or none, and be followed by another label or by nothing.
    """
    text = lines[position].text
    if not text.endswith(":") or len(text.split()) > 6 or text[0].islower():
        return False
    if not in_prose:
        return True
    below = lines[position + 1]
    if _is_label_line(below):
        return True
    after = _next_filled(lines, position + 1)
    return (
        not lines[position - 1].text
        and bool(below.text)
        and not below.bullet
        and not is_sentence(below.text)
        and (after is None or _is_label_line(lines[after]))
    )


def _inline_field(line: Line, current: Field) -> Field | None:
    """Return the field of a line that holds both label and value; None for other lines and where a name is expected."""
    match = _INLINE.match(line.text)
    if match is None:
        return _dated_field(line.text.split(" "))
    if current.label.holds_names and not current.lines:
        return None
    label = known_label(match[1])
    if label is None and current.label.holds_names:
        return None
    return Field(match[1] + ":", label or UNKNOWN, [Line(match[2])])


def _dated_field(words: list[str]) -> Field | None:
    """Return the field of a start or end label with its date beside it, or None.

    There is no colon because the site's layout set the two apart.
    """
    for length in range(2, min(5, len(words))):
        label = known_label(" ".join(words[:length]))
        if label and label.field in ("start", "end") and len(words) <= length + 3:
            return Field(" ".join(words[:length]), label, [Line(" ".join(words[length:]))])
    return None
