"""The texts of a translation with those of the original, as files of translators' tools hold them."""

from dataclasses import dataclass

from wagtail.models import Page

from cms.admin.translations.state import original_of, texts_at
from cms.admin.translations.texts import units
from graph.declarations import primary_language


class UnreadableFile(ValueError):
    """Raised with a sentence for the user."""


@dataclass(frozen=True)
class Entry:
    """One text in both languages. `translated` is empty while it has the words of the original."""

    name: str
    label: str
    original: str
    translated: str
    is_html: bool = False
    needs_review: bool = False
    """Whether the original has changed since it was translated."""


@dataclass(frozen=True)
class Catalogue:
    """All texts of a translation; `name` identifies the page."""

    name: str
    source: str
    target: str
    entries: tuple[Entry, ...]


def catalogue_of(page: Page) -> Catalogue:
    """Return the catalogue of a translation's newest draft; raise ValueError for a page that is no translation."""
    source = original_of(page)
    if source is None:
        raise ValueError(f"{page} is no translation.")
    newest = source if source.live else source.get_latest_revision_as_object()
    state = getattr(page, "translation_state", None)
    before = texts_at(source, state.revision if state else None)
    own = units(page.get_latest_revision_as_object())
    entries = []
    for name, unit in units(newest).items():
        text = own[name].text if name in own else ""
        old = before.get(name) if before else None
        changed = before is not None and (old is None or old.text != unit.text)
        entries.append(Entry(name, unit.label, unit.text, "" if text == unit.text else text, unit.is_html, changed))
    languages = (primary_language(each.locale.language_code) for each in (source, page))
    return Catalogue(str(page.translation_key), *languages, tuple(entries))
