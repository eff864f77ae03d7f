"""Find existing pages of which a new page may be a version, with the reasons; a person decides whether it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from wagtail.models import Page

from cms.importers.matching.addresses import split_address
from cms.importers.matching.names import fold
from cms.importers.matching.references import LINK_FIELDS
from cms.isolation import isolated
from cms.models import ResourcePage
from graph.identity import id_of, iri

_WORD = re.compile(r"[^\W_]+")
_LEAST_WORDS = 3
_LEAST_SHARE = 0.75
_MOST = 3
# Words that titles have and addresses leave out.
_SMALL = frozenset({"of", "and", "the", "in", "for", "to", "on", "a", "an", "de", "la", "le", "les", "et", "y", "el"})


@dataclass(frozen=True)
class Likeness:
    title: str
    iri: str
    reasons: tuple[str, ...]


def likenesses(page: ResourcePage) -> list[Likeness]:
    """Return up to three pages with a similar title or address, the one with the most reasons first.

    The same period, themes or places alone are not enough; they only add reasons.
    """
    found = []
    for other in type(page).objects.filter(alias_of=None, locale=page.locale).exclude(pk=page.pk).iterator():
        with isolated("Comparing an imported page with others", other):
            draft = other.get_latest_revision_as_object()
            if _names_are_alike(page, draft):
                found.append(Likeness(draft.title, iri(id_of(other)), tuple(_reasons(page, draft))))
    return sorted(found, key=lambda each: -len(each.reasons))[:_MOST]


def _names_are_alike(page: ResourcePage, other: ResourcePage) -> bool:
    return any(_alike(one, two) for one in _names(page) for two in _names(other))


def _names(page: ResourcePage) -> list[list[str]]:
    names = [page.title, split_address(page.source_url).provisional_title]
    return [[word for word in _WORD.findall(fold(name)) if word not in _SMALL] for name in names if name]


def _alike(one: list[str], two: list[str]) -> bool:
    """Return whether two names are equal, or the longer has 75% of at least three words of the shorter.

    Their numbers must be the same: they distinguish pages to which a site gave the same name.
    """
    if one == two:
        return True
    numbers = [{word for word in words if word.isdigit()} for words in (one, two)]
    shorter, longer = sorted((set(one), set(two)), key=len)
    enough = len(shorter) >= _LEAST_WORDS and len(shorter & longer) >= _LEAST_SHARE * len(shorter)
    return enough and numbers[0] == numbers[1]


def _reasons(page: ResourcePage, other: ResourcePage) -> Iterator[str]:
    yield gettext("similar title or address")
    dates = ("start_date", "end_date", "date")
    mine, theirs = ([getattr(each, name, None) for name in dates] for each in (page, other))
    if any(mine) and mine == theirs:
        yield gettext("same period")
    for name, field in LINK_FIELDS.items():
        linked, theirs = (_linked(each, field) for each in (page, other))
        if linked and linked <= theirs:
            yield gettext("same %(name)s") % {"name": name.replace("_", " ")}


def _linked(page: Page, field) -> set[int]:
    return {getattr(row, f"{field.attribute}_id") for row in getattr(page, field.relation).all()}
