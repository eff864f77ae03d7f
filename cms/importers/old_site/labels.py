"""Recognise the labels of the old site's pages and the kind of value below each label.

A page shows one record twice, as a summary and as the full list of its fields, with slightly different labels
("Local Partner(s):", "Local Partner:").
"""

import re
from dataclasses import dataclass
from enum import Enum

from cms.importers.matching import fold
from cms.importers.old_site.spellings import LOCAL_PARTNERS, SPELLINGS


class Kind(Enum):
    NAMES = "names"  # one or more values, each a name or a term
    VALUE = "value"  # one short value
    PROSE = "prose"  # paragraphs
    GROUP = "group"  # no value: other labels follow
    OTHER = "other"  # unknown label: the lines below it are kept as written


@dataclass(frozen=True)
class Label:
    field: str
    kind: Kind

    @property
    def holds_names(self) -> bool:
        """Return whether a value may contain a colon, as in "Phase 2: Training"."""
        return self.field in _FREE_NAMES

    @property
    def takes_any_value(self) -> bool:
        """Return whether the next line is the value even if it is spelled like a label, as a donor's type "Country"."""
        return self.field in ("section_title", "donor_type")

    @property
    def is_section_text(self) -> bool:
        """Return whether headings below the label belong to its text, which ends only with the section."""
        return self.field == "section_description"


_FREE_NAMES = frozenset({"title", "section_title", "partners", "donors", "supported_projects"}) | {
    *("related_activities", "related_projects"),
}

LOOSE = Label("", Kind.OTHER)
UNKNOWN = Label("unknown", Kind.OTHER)
HEADING = Label("heading", Kind.PROSE)

_KINDS = {
    Kind.VALUE: frozenset({"activity_type", "donor_type", "start", "end", "date", "title", "language"})
    | {"section_title", "section_position", "section_style"},
    Kind.PROSE: frozenset({"section_description", "overview", "aim", "results"}),
}


def _kind(field: str) -> Kind:
    return next((kind for kind, fields in _KINDS.items() if field in fields), Kind.NAMES)


_BY_SPELLING = {
    fold(spelling): Label(field, _kind(field)) for field, spellings in SPELLINGS.items() for spelling in spellings
}
_LOCAL_PARTNERS = frozenset(map(fold, LOCAL_PARTNERS))
_GROUP = Label("group", Kind.GROUP)
_GROUP_SPELLING = re.compile(r"^(?:sections? for|sections? pour les|sección para las) \w+$")
_SLASH = re.compile(r"(?:(?<!\s)\s+)?/\s*")
_OPTIONAL_PLURAL = re.compile(r"\s?\((?:s|ies|es|x|aux)\)", re.IGNORECASE)

# Fields whose labels only project and activity pages have. A page with two of them is taken for such a page.
_OF_A_PROJECT = frozenset({"themes", "project_types", "activity_type", "partners", "overview", "aim", "group"}) | {
    *("related_activities", "related_projects"),
}

# The site printed the English name of a language; some pages have the language's own name instead.
LANGUAGES = {
    fold(name): code
    for code, names in {
        "en": ("English",),
        "fr": ("French", "Français"),
        "es": ("Spanish", "Español"),
        "ar": ("Arabic", "العربية"),
        "ru": ("Russian", "Русский"),
        "zh": ("Chinese", "Chinese, Simplified", "中文", "简体中文"),
        "pt": ("Portuguese", "Português"),
    }.items()
    for name in names
}


def names_local_partners(text: str) -> bool:
    """Return whether a label says that the partners below it are local ones."""
    return _spelling(text) in _LOCAL_PARTNERS


def _spelling(text: str) -> str:
    return fold(_SLASH.sub("/", _OPTIONAL_PLURAL.sub("", text)))


def known_label(text: str) -> Label | None:
    """Return the label that makes up a whole line, with or without its colon, or None."""
    if len(text) > 40:
        return None
    spelling = _spelling(text)
    if _GROUP_SPELLING.match(spelling):
        return _GROUP
    return _BY_SPELLING.get(spelling)


def fields_in(text: str) -> frozenset[str]:
    """Return the fields whose labels a text has on lines of their own or before a colon."""
    found = (known_label(part) for line in text.split("\n") for part in {line.strip(), line.partition(":")[0].strip()})
    return frozenset(label.field for label in found if label)


def is_project_page(text: str) -> bool:
    """Return whether a text has at least two labels of a project or activity page."""
    return len(fields_in(text) & _OF_A_PROJECT) >= 2


def is_donor_page(text: str) -> bool:
    return "donor_type" in fields_in(text)
