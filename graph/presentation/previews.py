"""Offer editors previews of a draft as text. Packages that `cms` does not know add theirs when Django starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from graph.description import Description


@dataclass(frozen=True)
class TextPreview:
    """A preview that shows what an interface for machines would publish of a draft."""

    label: str | Promise
    """The name of the preview in the editor's menu."""
    heading: str | Promise
    write: Callable[[Description], tuple[str, str]]
    """Returns the request for the draft, or "", and the answer."""


PREVIEWS: dict[str, TextPreview] = {}
"""The previews by their names in the address."""


def offer_preview(name: str, preview: TextPreview) -> None:
    PREVIEWS[name] = preview
