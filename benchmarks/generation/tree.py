"""The places of synthetic pages: in each language, one page for the seed, with indexes of two thousand projects."""

from functools import cached_property
from uuid import UUID

from wagtail.models import Locale, Page, Site

from benchmarks.generation.chance import key
from cms.acting import system
from cms.models import ProjectIndexPage
from graph.declarations import LANGUAGES, django_language

INDEX_SIZE = 2000


class NoSite(Exception):
    """There is no default site below which pages could be created."""


class Tree:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._known: dict[tuple[str, UUID], Page] = {}
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise NoSite("There is no default site: create one in the admin under Settings, Sites, then try again.")
        self._root = site.root_page

    @cached_property
    def locales(self) -> dict[str, Locale]:
        codes = {language: django_language(language) for language in LANGUAGES}
        return {language: Locale.objects.get_or_create(language_code=code)[0] for language, code in codes.items()}

    def top(self, language: str) -> Page:
        """Return the page that holds all pages of this seed in a language, and create it if necessary."""
        return self._page(key(self.seed, "top"), language) or self._add(
            ProjectIndexPage(
                translation_key=key(self.seed, "top"),
                title=f"Synthetic programme {self.seed}",
                slug=f"synthetic-{self.seed}",
            ),
            self._home(language),
            language,
        )

    def index(self, language: str, project: int) -> Page:
        """Return the index page for the project with this number, and create it if necessary."""
        number = project // INDEX_SIZE
        own_key = key(self.seed, "index", number)
        return self._page(own_key, language) or self._add(
            ProjectIndexPage(
                translation_key=own_key,
                title=f"Projects {number + 1}",
                slug=f"projects-{number + 1}",
            ),
            self.top(language),
            language,
        )

    def _page(self, own_key: UUID, language: str) -> Page | None:
        if (language, own_key) not in self._known:
            found = Page.objects.filter(translation_key=own_key, locale=self.locales[language]).first()
            if found is None:
                return None
            self._known[language, own_key] = found
        return self._known[language, own_key]

    def _home(self, language: str) -> Page:
        """Return the home page in this language, and create its translation if necessary."""
        locale = self.locales[language]
        home = self._root.get_translation_or_none(locale)
        if home is None:
            home = self._root.specific.copy_for_translation(locale)
            system.load(home, log=False)
        return home

    def _add(self, page: ProjectIndexPage, parent: Page, language: str) -> Page:
        page.locale = self.locales[language]
        # treebeard uses the parent's number of children, which may have changed since.
        parent.refresh_from_db()
        parent.add_child(instance=page)
        system.load(page, log=False)
        return Page.objects.get(pk=page.pk)
