"""Add rows to a page in memory; the page's next revision saves them."""

from collections.abc import Iterable

from django.db.models import Model
from wagtail.models import Orderable, Page

from cms.importers.matching import LinkField, fold
from cms.importers.record import KeyFigure
from cms.models import UnplacedValue, UnresolvedReference


def add_row(page: Page, relation: str, row: Orderable) -> None:
    """Add a row after the page's other rows of its kind, in the page's locale."""
    rows = getattr(page, relation)
    row.sort_order = max((other.sort_order or 0 for other in rows.all()), default=-1) + 1
    if hasattr(row, "locale_id"):
        row.locale_id = page.locale_id
    rows.add(row)


def add_link(page: Page, field: LinkField, target: Model) -> None:
    """Link a page with a target, unless they are linked already or the target is the page itself."""
    column = f"{field.attribute}_id"
    linked = {getattr(row, column) for row in getattr(page, field.relation).all()}
    if target.pk not in linked and target != page:
        add_row(page, field.relation, field.row(**{field.attribute: target}))


def fill_figures(page: Page, figures: Iterable[KeyFigure]) -> None:
    """Update the page's key figures that have the same label, and add the other figures."""
    model = page._meta.get_field("key_figures").related_model
    present = list(page.key_figures.all())
    for figure in figures:
        value = fitting(figure.value, model, "value")
        row = next((each for each in present if fold(each.label) == fold(figure.label)), None)
        if row:
            present.remove(row)
            row.value = value
            page.key_figures.add(row)
        else:
            add_row(page, "key_figures", model(value=value, label=fitting(figure.label, model, "label")))


def keep_unresolved(page: Page, field: str, name: str) -> None:
    kept = {(row.field, row.name) for row in page.unresolved_references.all()}
    if len(name) > UnresolvedReference._meta.get_field("name").max_length:
        keep_unplaced(page, field, name)
    elif (field, name) not in kept:
        row = UnresolvedReference(field=field, name=name)
        add_row(page, "unresolved_references", row)


def keep_unplaced(page: Page, label: str, value: str) -> None:
    label = fitting(label, UnplacedValue, "label")
    kept = {(row.label, row.value) for row in page.unplaced_values.all()}
    if value and (label, value) not in kept:
        add_row(page, "unplaced_values", UnplacedValue(label=label, value=value))


def fitting(text: str, model: type[Model], field: str) -> str:
    """Return the text, cut to the column's length, with "…" at its end, if it is longer."""
    limit = model._meta.get_field(field).max_length
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
