"""Find the page of which a source is a version, or the locale and the parent page of a new page."""

import uuid
from dataclasses import fields, replace

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Locale, Page, Site

from cms.acting import Actor
from cms.importers.matching import References, comparable
from cms.importers.record import Activity, Record, Translation
from cms.importers.source import UnreadableSource
from cms.models import (
    ActivityPage,
    HomePage,
    NewsPage,
    ProgrammePage,
    ProjectIndexPage,
    ProjectPage,
    ResourcePage,
    SourceVersion,
)
from graph.declarations import declared_type, django_language, primary_language
from graph.identity import UUID, from_iri, split
from graph.identity import iri as graph_iri
from graph.models import Resource

_ADD = gettext_noop("Add the language under Settings → Locales, then import the page again.")
_CONFIGURE = gettext_noop(
    "Who runs the site can add the language to WAGTAIL_CONTENT_LANGUAGES; import the page again after that."
)

MODELS: dict[str, type[ResourcePage]] = {
    "project": ProjectPage,
    "programme": ProgrammePage,
    "activity": ActivityPage,
    "news": NewsPage,
}


def identified_page(activity: Activity, references: References) -> ResourcePage | None:
    """Return the page from which an activity was exported here, or the one with its identifier, or None."""
    resource = from_iri(activity.resource)
    declared = declared_type(resource) if resource else None
    if declared and declared.is_page:
        pages = declared.model.objects.filter(alias_of=None, **_key(declared.graph_type.key, split(resource)[1]))
        if found := pages.order_by("pk").first():
            return found
    return references.page_identified(activity.identifier)


def own_key(record: Record) -> uuid.UUID | None:
    """Return the key of the resource from which an activity was exported here, if its page is not here (any more).

    So an export that is read into an empty site keeps its addresses. What was made private keeps its own.
    """
    resource = from_iri(record.activity.resource) if record.activity else None
    slug, key = split(resource) if resource else ("", "")
    model = MODELS[record.kind]
    if slug != model.graph_type.slug or not UUID.fullmatch(key) or model.objects.filter(translation_key=key).exists():
        return None
    hidden = Resource.objects.filter(pk=resource, status=Resource.Status.SUPPRESSED).exists()
    return None if hidden else uuid.UUID(key)


def in_a_language_here(record: Record) -> Record:
    """Return the record of an activity with the first of its languages that the site has as its main language."""
    here = {primary_language(code) for code in Locale.objects.values_list("language_code", flat=True)}
    if record.activity is None or record.language is None or record.language in here:
        return record
    chosen = next((each for each in record.activity.translations if each.language in here), None)
    if chosen is None:
        return record
    names = {each.name for each in fields(chosen)} & {each.name for each in fields(record)}
    main = Translation(**{name: getattr(record, name) for name in names})
    others = tuple(each for each in record.activity.translations if each is not chosen)
    activity = replace(record.activity, translations=(main, *others))
    return replace(record, activity=activity, **{name: getattr(chosen, name) for name in names})


def same_page(record: Record) -> ResourcePage | None:
    """Return the page that has the record's address, or was imported from it before, or None."""
    if not record.source_url:
        return None
    pages = MODELS[record.kind].objects.filter(alias_of=None).order_by("pk")
    address = comparable(record.source_url)
    candidates = pages.filter(source_url__icontains=address)
    if found := next((page for page in candidates if comparable(page.source_url) == address), None):
        return found
    versions = SourceVersion.objects.filter(source_url__icontains=address).order_by("pk")
    joined = [version.page_id for version in versions if comparable(version.source_url) == address]
    return pages.filter(pk__in=joined).first()


def page_named(iri: str, record: Record) -> ResourcePage:
    """Return the page of the resource with this IRI, in the record's language if it has one, else its first page.

    Raise `UnreadableSource` if there is no such page or it is of another kind than the record.
    """
    resource = from_iri(iri.strip())
    declared = declared_type(resource) if resource else None
    if declared is None or not declared.is_page:
        raise UnreadableSource(
            gettext("“%(iri)s” is not the IRI of a page here: it looks like %(example)s.")
            % {"iri": iri[:120], "example": graph_iri("project/…")}
        )
    if declared.model is not MODELS.get(record.kind):
        raise UnreadableSource(
            gettext("“%(iri)s” is no %(kind)s, and the file is one.") % {"iri": iri[:120], "kind": record.kind}
        )
    pages = declared.model.objects.filter(alias_of=None, **_key(declared.graph_type.key, split(resource)[1]))
    page = pages.filter(locale=locale_of(record)).first() or pages.first()
    if page is None:
        raise UnreadableSource(gettext("There is no page with the IRI “%(iri)s”.") % {"iri": iri[:120]})
    return page


def _key(name: str, value: str) -> dict[str, str]:
    try:
        Page._meta.get_field(name).to_python(value)
    except ValidationError:
        # The value is no valid key: this filter matches no page.
        return {"pk": 0}
    return {name: value}


def locale_of(record: Record) -> Locale:
    """Return the locale of a record's language; raise `UnreadableSource` if the site does not have that language.

    A page in another locale would state that its text is in that locale's language.
    """
    if record.language is None:
        return Locale.get_default()
    code = django_language(record.language)
    found = Locale.objects.filter(language_code=code).first()
    if found is None:
        offered = code in dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        raise UnreadableSource(
            gettext("The page is in %(language)s, and this site has no pages in that language. %(advice)s")
            % {"language": language_name(record.language), "advice": gettext(_ADD if offered else _CONFIGURE)}
        )
    return found


def language_name(code: str) -> str:
    """Return a language's name, in the active language, with its code; the code alone if it has no name."""
    known = LANG_INFO.get(django_language(code), {}).get("name")
    return f"{gettext(known)} ({code})" if known else code


def parent_of(page: ResourcePage, publish: bool, actor: Actor) -> Page:
    """Return the index of projects in the page's language, else the first index; create an index if there is none."""
    indexes = ProjectIndexPage.objects.filter(alias_of=None).order_by("-live", "path")
    index = indexes.filter(locale=page.locale).first() or indexes.first()
    return index or _new_index(publish, actor)


def _new_index(publish: bool, actor: Actor) -> ProjectIndexPage:
    site = Site.objects.filter(is_default_site=True).first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HomePage):
        raise UnreadableSource(
            gettext(
                "There is no page to import below: create a home page and an index of projects first, or load the "
                "sample programme with load_demo."
            )
        )
    index = ProjectIndexPage(title=gettext("Projects"), locale=home.locale, live=False)
    actor.add_page(index, home, publish)
    return index
