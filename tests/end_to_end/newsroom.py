"""Editors at work with canaries in all that they write, and what of it has ever been public."""

import datetime
import random
from collections import defaultdict

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.actions.edit import EditAction
from wagtail.models import DraftStateMixin, Locale, Page, PageViewRestriction, Site

from cms import models
from graph import mirror
from graph.declarations import registry
from tests.end_to_end.canaries import Aviary, Public
from tests.fixtures import publish
from tests.rollback import forget

LANGUAGES = ("en", "fr", "ar")
DRAFTED = (models.Organisation, models.Outcome)
AN_HOUR = datetime.timedelta(hours=1)


class Newsroom:
    """A small site. Each act is what one request of an editor does; the mirror drains after it."""

    def __init__(self):
        forget()
        self.random = random.Random(0)  # noqa: S311 reproducible, not secret
        self.aviary = Aviary(self.random)
        self.past = {}
        """Canaries that each resource has ever stated publicly."""
        self.suppressed = set()
        self.private = set()
        """Resources with the languages in which they were made private."""
        self.reasons = defaultdict(set)
        self.public = None
        self._build()
        self.settle()

    def act(self, name, seed):
        self.random.seed(seed)
        getattr(self, name)()
        self.settle()

    def settle(self):
        """The end of an editor's request; what follows for the past is noted."""
        mirror.drain_completely()
        self.public = Public()
        for resource, canaries in self.public.resources.items():
            self.past.setdefault(resource, set()).update(canaries)
            self.suppressed.discard(resource)
        for resource, reasons in self.public.reasons.items():
            self.reasons[resource] |= reasons
        self._note_what_is_private()

    def ever(self):
        """Return ids of all that is in the tables or was in the graph."""
        rows = ((each, row) for each in registry().resources for row in each.model._default_manager.all())
        names = {f"{each.graph_type.slug}/{getattr(row, each.graph_type.key)}" for each, row in rows}
        return sorted(names | self.past.keys())

    def withdrawn(self):
        return self.past.keys() - self.public.resources.keys() - self.suppressed

    def pages(self):
        """Return pages of the types in the graph."""
        return [page.specific for page in Page.objects.filter(depth__gt=2) if hasattr(page.specific, "graph_fields")]

    def restrict_page(self, page):
        kind = self.random.choice(["login", "password", "groups"])
        PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type=kind, password="secret")

    def new_page(self, live):
        places = {each.model: self._places(each.model) for each in registry().resources if each.is_page}
        return self.page_of(self.random.choice([model for model, found in places.items() if found]), live)

    def page_of(self, model, live):
        parent = self.random.choice(self._places(model))
        page = self.aviary.fill(model(live=live, locale=parent.locale))
        parent.specific.add_child(instance=page)
        return page

    def _places(self, model):
        """Return the pages below which one of this model can lie."""
        types = ContentType.objects.get_for_models(*model.allowed_parent_page_models()).values()
        return list(Page.objects.filter(content_type__in=list(types)).order_by("path"))

    def _note_what_is_private(self):
        private = {language for resource in self.past for language in self._private_languages(resource)}
        self.private = (self.private | private) - self.public.languages
        gone = self.past.keys() - self.public.resources.keys()
        self.suppressed |= gone & {resource for resource, _ in private}
        for resource in gone & self.reasons.keys():
            private_ones = {(because, language) for because, language in self.reasons[resource] if because != resource
                            and (because in self.suppressed or (because, language) in self.private)}  # fmt: skip
            (self.suppressed.add if private_ones == self.reasons[resource] else self.suppressed.discard)(resource)

    def _private_languages(self, resource):
        """Those in which it lies where an editor has shut the door."""
        key = resource.partition("/")[2]
        declared = registry().by_slug[resource.partition("/")[0]]
        for page in Page.objects.filter(translation_key=key) if declared.is_page else ():
            # An alias is as private as its source.
            doors = {each.alias_of_id or each.pk for each in page.get_ancestors(inclusive=True)}
            if PageViewRestriction.objects.filter(page__in=doors).exists():
                yield resource, page.locale.language_code

    def _build(self):
        Site.objects.all().delete()
        for code in LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        get_user_model().objects.create_superuser("editor", "editor@example.org", "secret")
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        home = root.add_child(instance=models.HomePage(title="Home", slug="newsroom"))
        host = settings.GRAPH_BASE_IRI.removeprefix("http://")
        Site.objects.create(hostname=host, port=80, root_page=home, is_default_site=True)
        for name in ("first", "second"):
            home.add_child(instance=models.ProjectIndexPage(title=name, slug=name))
        models.Country.objects.create(code="KH", code3="KHM", m49="116", labels={"en": "Cambodia"})
        models.SustainableDevelopmentTarget.objects.create(code="8", labels={"en": "Decent work"})
        for declared in registry().resources:
            # A canary is too long for the codes of those two.
            for _ in range(2 if not declared.is_page and not declared.model.objects.exists() else 0):
                snippet = declared.model()
                if isinstance(snippet, DraftStateMixin):
                    snippet.live = False
                self.aviary.fill(snippet).save()


class Editors(Newsroom):
    """Each method is an act."""

    def create_draft(self):
        self.new_page(live=False).save_revision()

    def create(self):
        publish(self.new_page(live=False))

    def edit_draft(self):
        self._filled_page(lambda page: page.save_revision())

    def edit(self):
        self._filled_page(publish)

    def publish_draft(self):
        self._page(lambda page: publish(page.get_latest_revision_as_object()))

    def schedule(self):
        def later(page):
            page.go_live_at = timezone.now() + AN_HOUR
            publish(page)

        self._filled_page(later)

    def unlink(self):
        def without_rows(page):
            for relation in get_all_child_relations(type(page)):
                setattr(page, relation.name, [])
            publish(page)

        self._page(without_rows)

    def unpublish(self):
        self._page(lambda page: page.unpublish())

    def expire(self):
        self._page(lambda page: Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - AN_HOUR))

    def restrict(self):
        self._page(self.restrict_page)

    def restrict_section(self):
        self.restrict_page(self._section())

    def lift(self):
        if restriction := self.aviary.choose(PageViewRestriction):
            restriction.delete()

    def delete(self):
        self._page(lambda page: page.delete())

    def rename(self):
        def under_another_slug(page):
            page.slug = self.aviary.canary(page, page._meta.get_field("slug"))
            page.save()

        self._page(under_another_slug)

    def translate(self):
        locale = Locale.objects.get(language_code=self.random.choice(LANGUAGES[1:]))

        def into(page):
            if not page.has_translation(locale):
                publish(self.aviary.fill(page.copy_for_translation(locale, copy_parents=True)))

        self._page(into)

    def edit_snippet(self):
        snippet = self.aviary.fill(self._snippet())
        snippet.save() if not isinstance(snippet, DraftStateMixin) else snippet.save_revision().publish()

    def edit_snippet_draft(self):
        """As the form saves one: with the row, where that may change."""
        draft = self.aviary.fill(self.aviary.choose(self.random.choice(DRAFTED)))
        EditAction(draft).execute(skip_permission_checks=True)

    def unpublish_organisation(self):
        self.aviary.choose(models.Organisation).unpublish()

    def edit_section(self):
        """Its introduction may link to what is not public."""
        publish(self.aviary.fill(self._section()))

    def _section(self):
        return self.random.choice(models.ProjectIndexPage.objects.filter(alias_of=None).order_by("pk"))

    def _snippet(self):
        kinds = [each.model for each in registry().resources if not each.is_page and each.model.objects.exists()]
        return self.aviary.choose(self.random.choice(kinds))

    def _page(self, act):
        if pages := [page for page in self.pages() if not page.alias_of_id]:
            act(self.random.choice(pages))

    def _filled_page(self, act):
        self._page(lambda page: act(self.aviary.fill(page)))


ACTS = [name for name in vars(Editors) if not name.startswith("_")]
