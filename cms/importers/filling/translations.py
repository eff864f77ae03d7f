"""Write the texts of a source in further languages into translations of its page."""

from collections.abc import Iterable, Iterator

from wagtail.models import Locale

from cms.acting import Actor
from cms.importers.filling.rows import fitting, keep_unplaced
from cms.importers.filling.texts import rich_text
from cms.importers.record import Translation
from cms.models import ResourcePage
from graph.declarations import django_language
from graph.declarations.texts import NUMBER

_TEXTS = {"overview": "overview", "aim": "aim", "results": "results_text"}
_NOT_TEXT = ("unplaced_values", "unresolved_references", "suggestions")


def translate(
    page: ResourcePage, translations: Iterable[Translation], actor: Actor, publish: bool
) -> Iterator[tuple[ResourcePage, bool]]:
    """Yield the translations that were written, each with whether it is new.

    The texts of a language that the site does not have are kept with the page as values without a field.
    """
    homeless = []
    for each in translations:
        locale = Locale.objects.filter(language_code=django_language(each.language)).first()
        if locale is None:
            homeless.append(each)
            continue
        found = page.get_translation_or_none(locale)
        made = found is None
        written = actor.add_translation(page, locale) if found is None else found
        if _write(written.specific, each, actor, publish, made):
            yield written.specific, made
    _keep(page, homeless, actor, publish)


def _write(page: ResourcePage, stated: Translation, actor: Actor, publish: bool, made: bool) -> bool:
    draft = page.get_latest_revision_as_object()
    before = draft.serializable_data()
    draft.title = fitting(stated.title, type(page), "title")
    for name, field in _TEXTS.items():
        if hasattr(draft, field) and (getattr(stated, name) or made):
            setattr(draft, field, rich_text(getattr(stated, name)) if getattr(stated, name) else "")
    if hasattr(draft, "sections"):
        _write_sections(draft, stated)
    _write_measures(draft, stated, made)
    for relation in _NOT_TEXT if made else ():
        setattr(draft, relation, [])
    if not made and draft.serializable_data() == before:
        return False
    actor.save(draft, publish=publish, clean=False)
    return True


def _write_sections(draft: ResourcePage, stated: Translation) -> None:
    rows = list(draft.sections.all())
    if len(rows) == len(stated.sections):
        for row, section in zip(rows, stated.sections, strict=True):
            row.title = fitting(section.title or row.title, type(row), "title")
            row.short_description, row.body = rich_text(section.description), ""
        draft.sections = rows


def _write_measures(draft: ResourcePage, stated: Translation, made: bool) -> None:
    """Write what was measured in words. A new translation has no words of another language; numbers have none."""
    for relation, texts in (("results", stated.measurements), ("key_figures", stated.figures)):
        rows = list(getattr(draft, relation).all())
        if len(rows) != len(texts) and not made:
            continue
        texts = texts if len(rows) == len(texts) else [None] * len(rows)
        for row, text in zip(rows, texts, strict=True):
            if relation == "key_figures":
                row.label = fitting(text or row.label, type(row), "label")
                continue
            for name in ("indicator", "baseline", "target", "actual"):
                own = getattr(text, name) if text else ""
                if own or not NUMBER.fullmatch(getattr(row, name)):
                    setattr(row, name, fitting(own, type(row), name))
        setattr(draft, relation, rows)


def _keep(page: ResourcePage, translations: Iterable[Translation], actor: Actor, publish: bool) -> None:
    draft = page.get_latest_revision_as_object()
    before = draft.serializable_data()
    for each in translations:
        for name in ("title", *_TEXTS):
            keep_unplaced(draft, f"{name} ({each.language})", getattr(each, name))
    if draft.serializable_data() != before:
        actor.save(draft, publish=publish, clean=False)
