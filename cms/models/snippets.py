"""What a type of reference data says of itself for editors: where the admin lists it, and how pages name it as subject.

Views, rights and the columns of `Subject` follow from it, so that a new type takes one file and one migration.
"""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin

from graph.declarations import unchecked


@dataclass(frozen=True)
class SubjectColumn:
    """The foreign key to a type in rows that say what a page is about; its name and label follow from the model."""

    help_text: str | Promise = _("What it is about.")
    name: str = ""
    label: str | Promise = ""


@dataclass(frozen=True)
class SnippetOptions:
    """How the admin lists and offers a type of reference data."""

    icon: str = "snippet"
    position: int = 100
    """Place in the menu; the smallest number comes first."""
    columns: tuple[str, ...] = ()
    """Fields beside the name, of which lists have a column."""
    filters: tuple[str, ...] = ()
    ordering: str | tuple[str, ...] = "labels__en"
    order_has_meaning: bool = False
    """Whether choosers have the model's own order too, instead of that of the names."""
    sorted_by_hand: bool = False
    """Whether editors sort the list by dragging its rows, which changes the model's `sort_order`."""
    created_with: tuple[str, ...] = ()
    """Fields of the short form in which a chooser creates a missing row; without them, choosers create none."""
    subject: SubjectColumn | None = SubjectColumn()
    """None for a type that pages name in a field of their own."""


def snippets() -> list[type[Model]]:
    """Return the models of reference data, in the order of the menu."""
    models = [each.model for each in unchecked().resources if hasattr(each.model, "snippet_options")]
    return sorted(models, key=lambda model: model.snippet_options.position)


def has_drafts(model: type[Model]) -> bool:
    """Return whether the model's rows are written, reviewed and published, as pages are."""
    return issubclass(model, DraftStateMixin)
