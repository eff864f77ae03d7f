"""Add suggestions to a page when it is imported, and apply the suggestions that an editor accepts in the page's form.

A form saves automatically and stays open, and rows that a save adds do not appear in it. An accepted suggestion
therefore stays on the draft as long as forms send it, and every save applies it to the page; a form that is opened
later shows the result instead of the suggestion.
"""

from collections.abc import Collection, Iterable

from django.db.models import Model
from wagtail.models import Page

from cms.fields.date_input import read_partial_date
from cms.importers.filling.rows import add_link, add_row
from cms.importers.matching import LINK_FIELDS, LinkField, Mention, References
from cms.models import Suggestion


def suggest(page: Page, mentions: Iterable[Mention]) -> None:
    """Add a suggestion to the page for each mention that the page does not state and that was not suggested before."""
    known = {(row.field, row.name) for row in page.suggestions.all()}
    for mention in mentions:
        if (mention.field, mention.name) not in known and not _is_stated(page, mention):
            row = Suggestion(field=mention.field, name=mention.name, context=mention.context)
            add_row(page, "suggestions", row)


DATE_FIELDS = ("date", "start_date")


def date_field(page: Page) -> str:
    """Return the name of the page's first date field that is empty, or an empty text."""
    names = (name for name in DATE_FIELDS if hasattr(page, name))
    return next((name for name in names if not getattr(page, name)), "")


def settle(page: Page, sent: Collection[Suggestion]) -> None:
    """Apply the accepted suggestions that a form has sent, and remove the suggestions that earlier forms accepted."""
    for row in _accepted(page):
        if row in sent:
            _accept(page, row)
        else:
            page.suggestions.remove(row)


def leave_out_accepted(page: Page) -> None:
    """Remove, in memory, the accepted suggestions that the page states already, before a form shows the page."""
    for row in _accepted(page):
        if _is_accepted(page, row):
            page.suggestions.remove(row)


def _accepted(page: Page) -> list[Suggestion]:
    return [row for row in page.suggestions.all() if row.decision == Suggestion.Decision.ACCEPT]


def _accept(page: Page, row: Suggestion) -> None:
    if row.field in DATE_FIELDS:
        _accept_date(page, row)
    elif target := _target(page, row):
        add_link(page, LINK_FIELDS[row.field], target)


def _target(page: Page, row: Suggestion) -> Model | None:
    field = LINK_FIELDS.get(row.field)
    return References().find(field, row.name, page.locale) if field else None


def _accept_date(page: Page, row: Suggestion) -> None:
    """Set the date field, unless the editor has filled it in."""
    if hasattr(page, row.field) and not getattr(page, row.field):
        try:
            setattr(page, row.field, read_partial_date(row.name))
        except ValueError:
            # The name comes from the form, where somebody has changed it to a text that is no date.
            row.decision = Suggestion.Decision.OPEN


def _is_accepted(page: Page, row: Suggestion) -> bool:
    if row.field in DATE_FIELDS:
        return bool(getattr(page, row.field, None))
    target = _target(page, row)
    return target is not None and target.pk in _linked(page, LINK_FIELDS[row.field])


def _is_stated(page: Page, mention: Mention) -> bool:
    field = LINK_FIELDS.get(mention.field)
    if field is None:
        return False
    if mention.field not in {declared.name for declared in page.graph_fields}:
        return True
    return mention.target.pk in _linked(page, field)


def _linked(page: Page, field: LinkField) -> set:
    return {getattr(row, f"{field.attribute}_id") for row in getattr(page, field.relation).all()}
