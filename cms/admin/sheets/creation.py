"""Rows of a sheet without an id: each becomes a new page, in the language in which it has a title.

The first facts and texts are written when the row is compared, for the preview, and again when the page is made.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.acting import as_user
from cms.admin.bulk import refusals
from cms.admin.sheets.columns import Column
from cms.admin.sheets.records import Sheet
from cms.importers import parent_of

TITLE = "title"


@dataclass(frozen=True)
class NewPage:
    """A row that is to become a page: its number in the sheet, its language, and its cells by header."""

    row: int
    language: str
    title: str
    cells: dict[str, str]

    def kept(self) -> dict:
        return asdict(self)


class Refused(ValueError):
    """A row cannot become a page; the arguments are sentences with the reasons."""


def new_page(sheet: Sheet, row: int, cells: dict[str, str]) -> NewPage:
    """Return the page that the cells of a row make; raise `Refused` with all that is wrong with them."""
    titles = {each.language: cells[each.header] for each in _columns(sheet, cells) if each.name == TITLE}
    if not titles:
        raise Refused(_("a new page needs a title: fill in a column such as “title [en]”."))
    language = next(iter(titles))
    others = sorted({each.language for each in _columns(sheet, cells)} - {language, ""})
    reasons = []
    if others:
        message = _("a new page has one language, and there are texts in %(codes)s too: translate it afterwards.")
        reasons.append(message % {"codes": ", ".join(others)})
    found = NewPage(row, language, titles[language], cells)
    page = sheet.declared.model(locale=_locale(sheet, language), live=False)
    reasons += _written(sheet, page, found)
    if sheet.user:
        parent = parent_of(page, False, as_user(sheet.user))
        reasons += filter(None, [as_user(sheet.user).against_adding(sheet.declared.model, parent)])
    if reasons:
        raise Refused(*reasons)
    return found


def make(sheet: Sheet, new: NewPage, user: AbstractBaseUser, publish: bool) -> tuple[Page, str]:
    """Add the page as a draft, publish it if that is wanted and possible, and return it with a note for the report."""
    actor = as_user(user)
    page = sheet.declared.model(locale=_locale(sheet, new.language), live=False)
    if reasons := list(_written(sheet, page, new)):
        raise ValidationError(reasons)
    actor.add_page(page, parent_of(page, False, actor))
    if not publish:
        return page, ""
    why = actor.against_publishing(page) or refusals.unfit(page.get_latest_revision_as_object())
    if why:
        return page, _("Saved as a draft. %(why)s") % {"why": why}
    actor.publish(page)
    return page, ""


def _columns(sheet: Sheet, cells: dict[str, str]) -> list[Column]:
    return [each for each in sheet.columns if each.header in cells]


def _locale(sheet: Sheet, language: str) -> Locale:
    number = next(number for number, code in sheet.languages.items() if code == language)
    return Locale.objects.get(pk=number)


def _written(sheet: Sheet, page: Page, new: NewPage) -> Iterator[str]:
    """Write the cells into the page, and yield what is wrong with them."""
    wrong = False
    for column in _columns(sheet, new.cells):
        if column.language in ("", new.language):
            try:
                column.values.write(page, new.cells[column.header])
            except (ValueError, ValidationError) as error:
                wrong = True
                told = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                yield _("column “%(name)s”: %(why)s") % {"name": column.header, "why": told}
    if not wrong:
        yield from _whole(page)


def _whole(page: Page) -> Sequence[str]:
    """Return the errors of values that do not fit together, such as an end before the start."""
    try:
        page.clean()
    except ValidationError as error:
        return error.messages
    return []
