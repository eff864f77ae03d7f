"""What a reviewer reads of a page: the version under review, part by part.

What the page mentions is named only where it is public: a reviewer learns nothing of other drafts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.models import Page

from cms.models import ReviewRound
from graph import presentation
from graph.declarations import django_language, primary_language
from graph.presentation import Presentation, Prose
from graph.presentation.model import Block

LETTERS = 120


@dataclass(frozen=True)
class Part:
    """A part of a text on which a reviewer can comment: a formatted text, or one block of a longer text."""

    name: str
    heading: str
    """A few words of it, for the editor."""
    label: str
    """The label of the text, where a new text begins."""
    prose: Prose


def version(round: ReviewRound) -> Page:
    """Return the version under review, or the newest one if that has been deleted."""
    return round.revision.as_object() if round.revision else round.page.specific.get_latest_revision_as_object()


def shown(page: Page) -> Presentation:
    """Return the page in its own language for somebody without an account."""
    language = primary_language(page.locale.language_code)
    with translation.override(django_language(language)):
        return presentation.for_guest(presentation.drafted(page), language)


def parts(shown: Presentation) -> list[Part]:
    return [part for prose in shown.prose for part in _parts(prose)]


def _parts(prose: Prose) -> Iterator[Part]:
    if prose.html:
        yield Part(prose.name, prose.label, prose.label, replace(prose, blocks=()))
    for number, block in enumerate(prose.blocks):
        label = prose.label if number == 0 and not prose.html else ""
        yield Part(f"{prose.name}-{block.id}", _heading(block) or prose.label, label,
                   replace(prose, html=None, blocks=(block,)))  # fmt: skip


def _heading(block: Block) -> str:
    value = block.value
    words = (value.get("title") or value.get("quotation")) if isinstance(value, dict) else value
    return Truncator(" ".join(strip_tags(str(words or "")).split())).chars(LETTERS)
