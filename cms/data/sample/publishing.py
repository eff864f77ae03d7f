"""Creates the objects of the sample that the database never had, through Wagtail's own actions."""

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
from cms.data.ledger import Ledger, lasting_key


class Sample:
    """One run of `load_demo`, with a count of the objects it creates, and the ledger of earlier runs.

    Each object is created once, so that later changes by editors are kept.
    """

    def __init__(self):
        self.created: Counter[str] = Counter()
        self._ledger = Ledger("load_demo")

    def __contains__(self, name: str) -> bool:
        return name in self._ledger

    def write(self, name: str, make: Callable[[], Model | None], counted: bool = True) -> None:
        """Create an object by calling `make`, unless this name was created before.

        `make` saves the object and returns it, or returns None if it cannot be created.
        """
        if name in self:
            return
        with transaction.atomic():
            # Otherwise each row of a page would make Wagtail index the whole page again.
            with disable_reference_index_auto_update():
                made = make()
            if made:
                if ReferenceIndex.is_indexed(type(made)):
                    ReferenceIndex.create_or_update_for_object(made)
                self._ledger.enter(made, name)
                self.created[made._meta.verbose_name_plural] += counted

    def page(self, name: str, language: str = "en") -> Page | None:
        """Return a page of the sample, wherever it is in the tree, or None if an editor has deleted it."""
        key = lasting_key("page", name)
        page = Page.objects.filter(translation_key=key, locale__language_code=language).first()
        return page.specific if page else None

    def write_page(self, name: str, build: Callable[[], Page], parent: Page | None, **how) -> None:
        """Create a page below its parent, if the parent still exists; for `how` see `_add`."""

        def make() -> Page | None:
            if parent is None:
                return None
            page = build()
            page.slug = find_available_slug(parent, name)
            page.translation_key = lasting_key("page", name)
            return _add(page, parent, **how)

        self.write(f"page/{name}", make)

    def write_translation(self, name: str, language: str, fill: Callable[[Page], None]) -> None:
        """Create and publish the translation of an existing page, after `fill` has set its texts."""

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
        # Before it is published, so that it is not public even for a moment.
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
