"""Rows of a page, added in memory: the page's revision carries them to the database."""

from django.db.models import Model
from wagtail.models import Orderable, Page

from cms.models import UnresolvedReference

from .references import LinkField, References


def add_row(page: Page, relation: str, row: Orderable) -> None:
    """Put a row at the end of the page's rows of its kind, in the page's language."""
    rows = getattr(page, relation)
    row.sort_order = max((r.sort_order or 0 for r in rows.all()), default=-1) + 1
    if hasattr(row, "locale_id"):
        row.locale_id = page.locale_id
    rows.add(row)


def add_link(page: Page, field: LinkField, target: Model) -> None:
    """Link a page with something, unless it is linked already or is the page itself."""
    rows = getattr(page, field.relation).all()
    linked = {getattr(row, f"{field.attribute}_id") for row in rows}
    if target.pk not in linked and target.pk != getattr(page, "pk", None):
        add_row(page, field.relation, field.row(**{field.attribute: target}))
