"""Put the original beside each field of a translation's form."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import Field, Form
from django.utils.functional import SimpleLazyObject, lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.admin.translations import changes
from cms.admin.translations.state import original_of, texts_at
from cms.admin.translations.texts import Unit, text_fields, text_relations, units
from cms.isolation import isolated
from graph.declarations import direction, primary_language, registry


@dataclass(frozen=True)
class Beside:
    """A text of the original, now and when it was translated; the second is None if that is not known."""

    now: Unit | None
    before: Unit | None
    is_known: bool

    @property
    def has_changed(self) -> bool:
        return self.is_known and (self.now.text if self.now else "") != (self.before.text if self.before else "")


def set_languages(form: Form) -> None:
    """Tell the inputs of texts the language of the page, so that Arabic is written from right to left."""
    page = form.instance
    if page.locale_id is None:
        return
    language = primary_language(page.locale.language_code)
    for _name, field in _text_fields(form, page):
        field.widget.attrs |= {"lang": language, "dir": direction(language)}


def show_original(form: Form) -> None:
    """Add what the original says to the help of each field of a translation.

    It is read when the form is shown: saving, which happens all the time, needs none of it.
    """
    if not form.is_translation:
        return
    original = SimpleLazyObject(lambda: _read(form.instance))
    for name, field in _text_fields(form, form.instance):
        field.help_text = _lazy_help(field.help_text, name, original)


@dataclass(frozen=True)
class _Original:
    """The original of a translation, and its texts by the fields of the form."""

    page: Page
    texts: dict[str, list[Beside]]

    @classmethod
    def of(cls, translation: Page) -> "_Original":
        source = original_of(translation)
        newest = source if source.live else source.get_latest_revision_as_object()
        state = getattr(translation, "translation_state", None)
        texts = defaultdict(list)
        for each in compared(units(newest), texts_at(source, state.revision if state else None)):
            texts[(each.now or each.before).field].append(each)
        return cls(source, texts)


def _read(translation: Page) -> _Original:
    """Return the original; without texts if they cannot be read, as the form must open in any case."""
    found = _Original(translation, {})
    with isolated("Reading the original of a translation", translation):
        found = _Original.of(translation)
    return found


def _help_with(text: str, name: str, original: _Original) -> SafeString:
    found = original.texts.get(name)
    return format_html("{}{}", text, _help(found, original.page) if found else "")


_lazy_help = lazy(_help_with, SafeString, str)


def compared(now: dict[str, Unit], before: dict[str, Unit] | None) -> Iterator[Beside]:
    names = dict.fromkeys([*now, *(before or ())])
    for name in names:
        yield Beside(now.get(name), before.get(name) if before else None, before is not None)


def _text_fields(form: Form, page: Page) -> Iterator[tuple[str, Field]]:
    """Yield the fields of a form that hold text in the page's language, by the names of `Unit.field`."""
    declared = registry().types[page.graph_type.name]
    for name, _declared in text_fields(declared, type(page)):
        if name in form.fields:
            yield name, form.fields[name]
    for relation, kind in text_relations(page).items():
        for row in form.formsets[relation].forms if relation in form.formsets else ():
            for name, _declared in text_fields(kind, type(row.instance)):
                if name in row.fields:
                    yield f"{relation}.{row.instance.translation_key}.{name}", row.fields[name]


def _help(found: list[Beside], source: Page) -> SafeString:
    language = primary_language(source.locale.language_code)
    changed = any(each.has_changed for each in found)
    texts = format_html_join("", "{}", ((_marked(each),) for each in found))
    name = source.locale.get_display_name()
    label = _("%(language)s, changed since the translation") % {"language": name} if changed else name
    return format_html(
        '<details class="accord-original{}"{}><summary>{}</summary><div lang="{}" dir="{}">{}</div></details>',
        " accord-changed" if changed else "", " open" if changed else "", label,
        language, direction(language), texts,
    )  # fmt: skip


def _marked(each: Beside) -> SafeString:
    """Return the text with its changes, or as it is where it has none or they are not known."""
    return changes.shown(each.before, each.now) if each.has_changed else changes.shown(each.now, each.now)
