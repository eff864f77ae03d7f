"""Writes what the sample has and the database never had, through Wagtail's own actions."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.acting import system
from cms.ledger import Ledger, lasting_key


class Sample:
    """One run of `load_demo`: what it makes, and what earlier runs have made.

    Each thing is made once. What editors have done with it since then stays.
    """

    def __init__(self):
        self.created: Counter[str] = Counter()
        self._ledger = Ledger("load_demo")

    def __contains__(self, name: str) -> bool:
        return name in self._ledger

    def write(self, name: str, make: Callable[[], Model | None], counted: bool = True) -> None:
        """Have a thing made and saved, unless it was before; None means that it cannot be."""
        if name in self:
            return
        with transaction.atomic():
            # Else each row of a page would have the whole page indexed again.
            with disable_reference_index_auto_update():
                made = make()
            if made:
                if ReferenceIndex.is_indexed(type(made)):
                    ReferenceIndex.create_or_update_for_object(made)
                self._ledger.enter(made, name)
                self.created[made._meta.verbose_name_plural] += counted

    def page(self, name: str, language: str = "en") -> Page | None:
        """A page of the sample, wherever it is now; None where an editor has deleted it."""
        key = lasting_key("page", name)
        page = Page.objects.filter(translation_key=key, locale__language_code=language).first()
        return page.specific if page else None

    def write_page(self, name: str, build: Callable[[], Page], parent: Page | None, **how) -> None:
        """Write a page below another, if that is still there; for `how` see `_add`."""

        def make() -> Page | None:
            if parent is None:
                return None
            page = build()
            page.slug = find_available_slug(parent, name)
            page.translation_key = lasting_key("page", name)
            return _add(page, parent, **how)

        self.write(f"page/{name}", make)

    def write_translation(self, name: str, language: str, fill: Callable[[Page], None]) -> None:
        """Write the published translation of a page that has been written, once `fill` has put its texts in."""

        def make() -> Page | None:
            original = self.page(name)
            return original and _translate(original, language, fill)

        self.write(f"page/{name}@{language}", make)


def put(instance: Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(instance, name, value)


def _add(
    page: Page,
    parent: Page,
    draft: bool = False,
    private: bool = False,
    go_live_at: datetime | None = None,
) -> Page:
    page.live = False
    page.go_live_at = go_live_at
    parent.add_child(instance=page)
    if private:
        # Before it is published, so that it is never public for a moment.
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    system.load(page, publish=not draft)
    return page


def _translate(original: Page, language: str, fill: Callable[[Page], None]) -> Page | None:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    parent = original.get_parent()
    if original.has_translation(locale) or not (parent.is_root() or parent.has_translation(locale)):
        return None
    translation = original.copy_for_translation(locale)
    fill(translation)
    system.load(translation)
    return translation
