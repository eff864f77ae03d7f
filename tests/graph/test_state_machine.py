"""Random sequences of editors' acts: after each, the mirror equals a rebuild and a naive reading of the tables."""

import datetime

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms import models
from graph import mirror, replica
from graph.registry import registry
from graph.verification import differences

LOCALES = ("en", "fr", "ar")
PAGES = [declared.model for declared in registry().resources if declared.is_page]
IN_AN_HOUR = datetime.timedelta(hours=1)
numbers = st.integers(min_value=0, max_value=10_000)


def oracle():
    """Ids, titles and addresses that should be public, from one page at a time and by the plainest means."""
    expected = {}
    for model in PAGES:
        for page in model.objects.order_by("locale_id", "pk"):
            if is_visible(page):
                entry = expected.setdefault(
                    f"{model.graph_type.slug}/{page.translation_key}", {"title": {}, "urls": {}}
                )
                language = page.locale.language_code
                entry["title"].setdefault(language, page.title)
                entry["urls"].setdefault(language, page.full_url)
    named = set()
    for page in models.ProjectPage.objects.all():
        if is_visible(page) and not page.get_translations().filter(locale__lt=page.locale_id, live=True).exists():
            named.update(row.donor_id for row in page.fundings.all())
    for organisation in models.Organisation.objects.all():
        if organisation.live or organisation.pk in named or _named_by_first_visible(organisation):
            expected[f"organisation/{organisation.key}"] = {"title": dict(organisation.labels), "urls": {}}
    for country in models.Country.objects.all():
        expected[f"country/{country.code}"] = {"title": dict(country.labels), "urls": {}}
    return expected


def _named_by_first_visible(organisation):
    """Facts come from the first visible translation, in the order of the locales."""
    for page in models.ProjectPage.objects.filter(fundings__donor=organisation):
        versions = models.ProjectPage.objects.filter(translation_key=page.translation_key).order_by("locale_id", "pk")
        visible = [version for version in versions if is_visible(version)]
        if visible and any(row.donor_id == organisation.pk for row in visible[0].fundings.all()):
            return True
    return False


def is_visible(page):
    chain = [*page.get_ancestors(), page]
    private = [source_of(each).pk for each in chain]
    sites = [site.root_page for site in Site.objects.all()]
    roots = {each.pk for root in sites for each in root.get_translations().filter(live=True)} | {
        each.pk for each in sites
    }
    return (
        page.live
        and page.alias_of_id is None
        and not getattr(page, "withheld", False)
        and not (page.expire_at and page.expire_at <= timezone.now())
        and any(each.pk in roots for each in chain)
        and not PageViewRestriction.objects.filter(page__in=private).exists()
    )


def source_of(page):
    return source_of(page.alias_of) if page.alias_of else page


class Editors(RuleBasedStateMachine):
    """Acts on one tree; everything happens in a transaction that is rolled back in the end."""

    def __init__(self):
        super().__init__()
        replica.forget()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.count = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        replica.forget()

    @initialize()
    def site(self):
        Site.objects.all().delete()
        for code in LOCALES:
            Locale.objects.get_or_create(language_code=code)
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        home = root.add_child(instance=models.HomePage(title="Home", slug="machine-home"))
        host = django_settings.GRAPH_BASE_IRI.removeprefix("http://")
        Site.objects.create(hostname=host, port=80, root_page=home, is_default_site=True)
        for name in ("a", "b"):
            home.add_child(instance=models.ProjectIndexPage(title=name, slug=name))
        models.Country.objects.create(code="KH", code3="KHM", m49="116", labels={"en": "Cambodia"})
        for name in ("First", "Second"):
            models.Organisation.objects.create(labels={"en": name}, live=False)
        mirror.drain_completely()

    def name(self):
        self.count += 1
        return f"name{self.count}"

    def pick(self, model, number):
        found = model.objects.order_by("pk")
        return found[number % found.count()] if found else None

    def pages(self, number):
        return self.pick(models.ProjectPage, number)

    @rule(number=numbers, live=st.booleans())
    def create(self, number, live):
        name = self.name()
        parent = self.pick(models.ProjectIndexPage, number)
        page = models.ProjectPage(title=name, slug=name, live=live, locale=parent.locale)
        page.country_links = [models.CountryLink(country=models.Country.objects.get())]
        parent.add_child(instance=page)

    @rule(number=numbers)
    def add_activity(self, number):
        if page := self.pages(number):
            name = self.name()
            page.add_child(instance=models.ActivityPage(title=name, slug=name, locale=page.locale))

    @rule(number=numbers, live=st.booleans())
    def add_toolkit(self, number, live):
        parent = self.pick(models.ProjectIndexPage, number)
        name = self.name()
        parent.add_child(instance=models.ToolkitPage(title=name, slug=name, live=live, locale=parent.locale))

    @rule(number=numbers, live=st.booleans())
    def add_module(self, number, live):
        """With a project as a case study, after another module, and news of it."""
        toolkit, project, before = (
            self.pick(each, number) for each in (models.ToolkitPage, models.ProjectPage, models.ToolkitModulePage)
        )
        if toolkit and not toolkit.alias_of_id:
            name = self.name()
            page = models.ToolkitModulePage(title=name, slug=name, live=live, locale=toolkit.locale)
            study = {"title": name, "text": "", "projects": [project.pk] if project else [], "countries": []}
            page.body = page._meta.get_field("body").to_python([{"type": "case_study", "value": study}])
            page.prerequisite_links = [models.Prerequisite(module=before)] if before else []
            toolkit.add_child(instance=page)
            toolkit.module_links.add(models.ModuleLink(module=page))
            toolkit.save_revision().publish()

    @rule(number=numbers)
    def add_news(self, number):
        parent, about = self.pick(models.ProjectIndexPage, number), self.pick(Page, number)
        name = self.name()
        page = models.NewsPage(title=name, slug=name, locale=parent.locale)
        page.subject_links = [models.Subject(about_page=about)]
        parent.add_child(instance=page)

    @rule(number=numbers, donor=numbers, publish=st.booleans())
    def edit(self, number, donor, publish):
        if (page := self.pages(number)) and not page.alias_of_id:
            page.title = self.name()
            page.fundings = [models.Funding(donor=self.pick(models.Organisation, donor), amount=donor, currency="EUR")]
            revision = page.save_revision()
            if publish:
                revision.publish()

    @rule(number=numbers, other=numbers)
    def relate(self, number, other):
        page, related = self.pages(number), self.pages(other)
        if page and not page.alias_of_id and related.pk != page.pk:
            page.related_project_links = [models.RelatedProject(project=related)]
            page.overview = f'<p><a linktype="page" id="{related.pk}">see</a></p>'
            page.save_revision().publish()

    @rule(number=numbers)
    def schedule(self, number):
        if (page := self.pages(number)) and not page.alias_of_id:
            page.title, page.go_live_at = self.name(), timezone.now() + IN_AN_HOUR
            page.save_revision().publish()

    @rule(number=numbers, ago=st.booleans())
    def expire(self, number, ago):
        if page := self.pages(number):
            moment = timezone.now() + (-IN_AN_HOUR if ago else IN_AN_HOUR)
            Page.objects.filter(pk=page.pk).update(expire_at=moment)

    @rule(number=numbers)
    def unpublish(self, number):
        if page := self.pages(number):
            page.unpublish()

    @rule(number=numbers, section=numbers)
    def move(self, number, section):
        if page := self.pages(number):
            Page.objects.get(pk=page.pk).move(
                Page.objects.get(pk=self.pick(models.ProjectIndexPage, section).pk), "last-child"
            )

    @rule(number=numbers)
    def rename_index(self, number):
        index = self.pick(models.ProjectIndexPage, number)
        index.slug = self.name()
        index.save()

    @rule(number=numbers, whole_index=st.booleans())
    def restrict(self, number, whole_index):
        if page := self.pick(models.ProjectIndexPage if whole_index else models.ProjectPage, number):
            PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")

    @rule(number=numbers)
    def lift(self, number):
        if restriction := self.pick(PageViewRestriction, number):
            restriction.delete()

    @rule(number=numbers, keep_live=st.booleans())
    def copy(self, number, keep_live):
        if (page := self.pages(number)) and not page.alias_of_id:
            name = self.name()
            page.copy(recursive=True, update_attrs={"slug": name, "title": name}, keep_live=keep_live)

    @rule(number=numbers)
    def alias(self, number):
        if (page := self.pages(number)) and not page.alias_of_id:
            page.create_alias(update_slug=self.name())

    @rule(number=numbers, language=st.sampled_from(LOCALES[1:]))
    def translate(self, number, language):
        locale = Locale.objects.get(language_code=language)
        page = self.pages(number)
        if page and not page.alias_of_id and not page.has_translation(locale):
            translation = page.copy_for_translation(locale, copy_parents=True)
            translation.title = translation.slug = self.name()
            translation.save_revision().publish()

    @rule(number=numbers)
    def delete(self, number):
        if page := self.pages(number):
            page.delete()

    @rule(number=numbers, publish=st.booleans())
    def organisation(self, number, publish):
        organisation = self.pick(models.Organisation, number)
        organisation.labels = {"en": self.name()}
        revision = organisation.save_revision()
        if publish:
            revision.publish()
        else:
            organisation.unpublish()

    @rule()
    def country(self):
        models.Country.objects.update(labels={"en": self.name()})

    @rule(number=numbers)
    def undo_by_rollback(self, number):
        with transaction.atomic():
            self.create(number, live=True)
            self.restrict(number, whole_index=True)
            mirror.drain_completely()
            transaction.set_rollback(True)
        replica.forget()

    @precondition(lambda self: self.count)
    @invariant()
    def the_mirror_is_exact(self):
        with replica.reading() as graph:
            seen = {
                each: {"title": graph.node(each)["values"]["title"], "urls": graph.node(each)["urls"]}
                for kind in (*(page.graph_type.name for page in PAGES), "Organisation", "Country")
                for each in graph.of_type(kind)
            }
        assert seen == oracle()
        assert [str(each) for each in differences()] == []


@pytest.mark.django_db
@pytest.mark.parametrize("examples", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_the_mirror_is_exact_after_any_sequence_of_acts(examples):
    run_state_machine_as_test(
        Editors,
        settings=settings(
            max_examples=examples,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
