"""Where an imported page belongs: which page it is a version of, or where a new one goes."""

from django.db.models import Q
from django.utils.translation import gettext
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, ProjectIndexPage, ProjectPage
from graph.languages import django_language

from .addresses import comparable
from .record import Record
from .source import UnreadableSource


def same_page(record: Record) -> ProjectPage | None:
    """The page that the source is a version of: by its address, else by title and language."""
    pages = ProjectPage.objects.filter(alias_of=None).order_by("pk")
    return _by_address(record, pages) or _by_title(record, pages)


def _by_address(record: Record, pages) -> ProjectPage | None:
    if not record.source_url:
        return None
    address = comparable(record.source_url)
    candidates = pages.filter(source_url__icontains=address)
    return next((p for p in candidates if comparable(p.source_url) == address), None)


def _by_title(record: Record, pages) -> ProjectPage | None:
    if record.title_is_provisional:
        return None
    titled = pages.filter(Q(title=record.title) | Q(draft_title=record.title))
    titled = titled.filter(locale=locale_of(record)[0])
    if record.source_url:
        # A page of another address that has the same title is another page.
        titled = titled.filter(source_url="")
    return titled.first()


def locale_of(record: Record) -> tuple[Locale, bool]:
    """The locale of a record's language, and whether the site has one for it."""
    if record.language is None:
        return Locale.get_default(), True
    code = django_language(record.language)
    locale = Locale.objects.filter(language_code=code).first()
    return locale or Locale.get_default(), locale is not None


def parent_of(page: ProjectPage, publish: bool) -> Page:
    """The index of projects in the page's language, or else the first that there is."""
    indexes = ProjectIndexPage.objects.filter(alias_of=None).order_by("-live", "path")
    index = indexes.filter(locale=page.locale).first() or indexes.first()
    return index or _new_index(publish)


def _new_index(publish: bool) -> ProjectIndexPage:
    site = Site.objects.filter(is_default_site=True).first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HomePage):
        raise UnreadableSource(
            "There is no page to import below: create a home page and an index of "
            "projects first, or load the sample programme with load_demo."
        )
    index = ProjectIndexPage(title=gettext("Projects"), locale=home.locale, live=False)
    home.add_child(instance=index)
    revision = index.save_revision(log_action=True)
    if publish:
        revision.publish()
    return index
