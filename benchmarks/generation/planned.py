"""Pages before they are written, with their rows, and the objects that they mention by key in the graph."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from wagtail.models import Page

from benchmarks.generation.chance import draw_key
from cms.models import PageRow

Row = TypeVar("Row", bound=PageRow)


@dataclass(frozen=True)
class Mention:
    """A reference to an object that may exist; if it does, `found` is called with its primary key."""

    model: type[Model]
    key: UUID
    found: Callable[[int], None]


@dataclass
class Planned:
    """A page to be written.

    `parent` is an existing page, or one that is planned before this one. `rows` are unsaved rows of the page, `nested`
    are unsaved rows of these rows.
    """

    page: Page
    parent: "Page | Planned"
    rows: list[Model] = field(default_factory=list)
    nested: list[Model] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    _positions: Counter[type[Model]] = field(default_factory=Counter)

    @property
    def parent_page(self) -> Page:
        return self.parent if isinstance(self.parent, Page) else self.parent.page

    def row(self, model: type[Row], draw: Random, **values) -> Row:
        """Return an unsaved row with a position after the page's other rows of this model."""
        position = self._positions[model]
        self._positions[model] += 1
        return model(translation_key=draw_key(draw), locale_id=self.page.locale_id, sort_order=position, **values)

    def add(self, model: type[Row], draw: Random, **values) -> None:
        self.rows.append(self.row(model, draw, **values))

    def add_link(self, model: type[Row], draw: Random, name: str, key: UUID, **values) -> None:
        """Add a row whose foreign key `name` refers to the object with this key, if that object exists."""
        row = self.row(model, draw, **values)

        def found(primary: int) -> None:
            setattr(row, f"{name}_id", primary)
            self.rows.append(row)

        self.mentions.append(Mention(model._meta.get_field(name).related_model, key, found))

    def set_when_found(self, name: str, key: UUID) -> None:
        """Set the page's own foreign key to the object with this key, if that object exists."""
        target = type(self.page)._meta.get_field(name).related_model
        self.mentions.append(Mention(target, key, partial(setattr, self.page, f"{name}_id")))
