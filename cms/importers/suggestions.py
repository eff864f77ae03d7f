"""Suggestions on a page: made by an import, accepted or dismissed by an editor when saving the page."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.fields.date_input import read_partial_date
from cms.models import Suggestion

from .mentions import Mention
from .references import LINK_FIELDS, References
from .rows import add_link, add_row


def suggest(page: Page, mentions: Iterable[Mention]) -> None:
    """Put what is mentioned before the editor, unless the page says it or it was suggested before."""
    known = {(row.field, row.name) for row in page.suggestions.all()}
    for mention in mentions:
        if (mention.field, mention.name) not in known and not _is_stated(page, mention):
            row = Suggestion(field=mention.field, name=mention.name, context=mention.context)
            add_row(page, "suggestions", row)


def date_field(page: Page) -> str:
    """The field for which a date is wanted: the page has it, and it is empty."""
    names = (name for name in ("date", "start_date") if hasattr(page, name))
    return next((name for name in names if not getattr(page, name)), "")


def settle(page: Page) -> None:
    """Put what the editor accepts on the page; what is dismissed stays dismissed."""
    for row in list(page.suggestions.all()):
        if row.decision == Suggestion.Decision.ACCEPT and _accept(page, row):
            page.suggestions.remove(row)


def _accept(page: Page, row: Suggestion) -> bool:
    field = LINK_FIELDS.get(row.field)
    if field is None:
        setattr(page, row.field, read_partial_date(row.name))
        return True
    target = References().find(field, row.name, page.locale)
    if target:
        add_link(page, field, target)
    return target is not None


def _is_stated(page: Page, mention: Mention) -> bool:
    field = LINK_FIELDS.get(mention.field)
    if field is None:
        return False
    if mention.field not in {declared.name for declared in page.graph_fields}:
        return True
    return mention.target.pk in {getattr(row, f"{field.attribute}_id") for row in getattr(page, field.relation).all()}
