"""Know which version of its original a translation says, and whether the original has changed since."""

from wagtail.models import Page, Revision

from cms.admin.translations.texts import Unit, units
from cms.forms import is_translation
from cms.models import TranslationState


def original_of(page: Page) -> Page | None:
    """Return the page from which a translation takes its facts; None if the page is no translation."""
    if not is_translation(page):
        return None
    versions = Page.objects.filter(translation_key=page.translation_key, alias_of=None, locale__lt=page.locale_id)
    found = versions.order_by("-live", "locale_id").first()
    return found.specific if found else None


def translations_of(page: Page) -> list[Page]:
    """Return the translations of an original."""
    later = Page.objects.filter(translation_key=page.translation_key, alias_of=None, locale__gt=page.locale_id)
    return list(later)


def note_copied(source: Page, target: Page) -> None:
    """Note that a translation begins with the original's texts."""
    TranslationState.objects.update_or_create(
        page_id=target.pk, defaults={"revision": _newest(source), "is_older": False}
    )


def note_current(page: Page) -> None:
    """Note that a translation says what its original says now, because a translator says so."""
    if (source := original_of(page)) is not None:
        note_copied(source, page)


def note_published(page: Page) -> None:
    """Note at the publication of an original which translations are older, and of a translation where it begins."""
    if page.alias_of_id or not page.live or getattr(page, "graph_type", None) is None:
        return
    if (source := original_of(page)) is not None:
        TranslationState.objects.get_or_create(page_id=page.pk, defaults={"revision": _newest(source)})
        return
    now = None
    for translation in translations_of(page):
        state, _made = TranslationState.objects.get_or_create(page_id=translation.pk)
        now = now or {name: unit.text for name, unit in units(page).items()}
        before = texts_at(page, state.revision)
        TranslationState.objects.filter(pk=state.pk).update(
            is_older=before is not None and {name: unit.text for name, unit in before.items()} != now
        )


def texts_at(page: Page, number: int | None) -> dict[str, Unit] | None:
    """Return the texts of a page in a revision; None if that is unknown or gone."""
    revision = Revision.objects.for_instance(page).filter(pk=number).first() if number else None
    return units(revision.as_object()) if revision else None


def _newest(page: Page) -> int | None:
    """Return the version that translators see: the public one, or the draft of a page that is not public."""
    return page.live_revision_id if page.live and page.live_revision_id else page.latest_revision_id
