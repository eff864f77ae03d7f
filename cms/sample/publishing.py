"""Writes what the sample has and the database never had, through Wagtail's own actions."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, PageViewRestriction

from cms.ledger import Ledger, lasting_key
from cms.sample.records import SampleSection


class Sample:
    """One run of `load_demo`: what it makes, and what earlier runs have made.

    Each thing is made once. What editors have done with it since then stays.
    """

    def __init__(self):
        self.created: Counter[str] = Counter()
        self._ledger = Ledger("load_demo")

    def write(self, name: str, make: Callable[[], Model | None]) -> None:
        """Have a thing made and saved, unless it was before; None means that it cannot be."""
        if name in self._ledger:
            return
        with transaction.atomic():
            if made := make():
                self._ledger.enter(made, name)
                self.created[made._meta.verbose_name_plural] += 1

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

    def write_translation(self, name: str, language: str, texts: dict, sections: Sequence[SampleSection] = ()) -> None:
        """Write the published translation of a page that has been written."""

        def make() -> Page | None:
            original = self.page(name)
            return original and _translate(original, language, texts, sections)

        self.write(f"page/{name}@{language}", make)


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
    revision = page.save_revision(log_action=True)
    if not draft:
        revision.publish()
    return page


def _translate(original: Page, language: str, texts: dict, sections: Sequence[SampleSection]) -> Page | None:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    parent = original.get_parent()
    if original.has_translation(locale) or not (parent.is_root() or parent.has_translation(locale)):
        return None
    translation = original.copy_for_translation(locale)
    for name, text in texts.items():
        setattr(translation, name, text)
    if sections:
        rows = list(translation.sections.all())
        for row, section in zip(rows, sections, strict=False):
            row.title, row.body = section.title, section.body
            row.short_description = section.short_description
        translation.sections = rows
    translation.save_revision(log_action=True).publish()
    return translation
