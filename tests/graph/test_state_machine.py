"""Random sequences of editors' acts: after each, the mirror equals a rebuild and a naive reading of the tables.

Acts fill every field and every kind of row that the models have, so what is declared takes part without being named.
"""

import threading

import pytest
from django.core.cache import cache
from django.core.management.sql import emit_pre_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, migrations, transaction
from django.db.models import F
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms import models
from cms.background import jobs
from graph import mirror, replica
from graph.declarations import Visibility, registry
from graph.identity import id_of
from graph.marks import triggers
from graph.mirror import Unavailable, migrating, proof
from graph.models import Change, Resource, State
from graph.replica import differences
from tests.end_to_end.newsroom import Editors
from tests.fixtures import publish
from tests.graph.oracle import Published
from tests.kept import kept

UNMARKED = ("create", "edit", "unpublish", "restrict", "restrict_section", "lift", "delete", "move", "translate")
SHORT = (models.Country, models.SustainableDevelopmentTarget)
NAMED = [each.name for each in registry().resources if each.graph_type.visibility is Visibility.OWN_OR_LINKED]
PUBLISHING_RECORDS = ("edit_snippet",)
seeds = st.integers(min_value=0, max_value=10_000)


class Acts(Editors):
    """What editors do in the newsroom and, beside it, with the tree of pages. Readers drain what they leave."""

    def settle(self):
        pass

    def _build(self):
        super()._build()
        waiting = [declared.model for declared in registry().resources if declared.is_page]
        while waiting:
            model = next(each for each in waiting if self._places(each))
            page = publish(self.page_of(model, live=False))
            if page.takes_feedback:
                shown = models.Feedback.State.SHOWN
                models.Feedback.objects.create(page=page, text="It helped.", language="en", state=shown)
            waiting.remove(model)

    def move(self):
        def elsewhere(page):
            below = Page.objects.get(pk=page.pk)
            places = [each for each in self._places(type(page)) if not each.is_descendant_of(below) and each != below]
            if places:
                below.move(Page.objects.get(pk=self.random.choice(places).pk), "last-child")

        self._any_page(elsewhere)

    def reorder(self):
        self._any_page(lambda page: Page.objects.get(pk=page.pk).move(page.get_first_sibling(), "left"))

    def rename_section(self):
        section = self._section()
        section.slug = self.aviary.canary(section, section._meta.get_field("slug"))
        section.save()

    def copy(self):
        self._page(lambda page: page.copy(recursive=True, update_attrs={"slug": self._slug(page)}))

    def copy_as_draft(self):
        self._page(lambda page: page.copy(update_attrs={"slug": self._slug(page)}, keep_live=False))

    def alias(self):
        self._page(lambda page: page.create_alias(update_slug=self._slug(page)))

    def delete_any(self):
        self._any_page(lambda page: page.delete())

    def restrict_any(self):
        self._any_page(self.restrict_page)

    def add_snippet(self):
        """Codes of countries and targets are shorter than a canary."""
        kinds = [each.model for each in registry().resources if not each.is_page]
        model = self.random.choice([kind for kind in kinds if kind not in SHORT])
        self.aviary.fill(model()).save()

    def delete_country_links(self):
        models.CountryLink.objects.all().delete()

    def update_without_a_model(self):
        models.Country.objects.update(labels={"en": self.aviary.canary(models.Country(), models.Country._meta.pk)})

    def shut_collection(self):
        collection = Collection.get_first_root_node()
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    def open_collections(self):
        CollectionViewRestriction.objects.all().delete()

    def shelve_a_file(self):
        """In a collection of its own, open or for those who log in."""
        file = self.aviary.choose(self.random.choice((models.ImageFile, models.DocumentFile)))
        file.collection = Collection.get_first_root_node().add_child(name=f"Shelf {file.pk}")
        file.save()
        if self.random.choice((True, False)):
            CollectionViewRestriction.objects.create(collection=file.collection, restriction_type="login")

    def change_hostname(self):
        Site.objects.update(hostname=self.random.choice(["testserver", "culture.example"]))

    def undo_by_rollback(self):
        with transaction.atomic():
            self.create()
            self.restrict_section()
            mirror.drain_completely()
            transaction.set_rollback(True)
        replica.forget()

    def migrate_and_fail(self):
        """What is left then: the triggers are gone, and the process has ended before it could install them again."""
        connection.check_constraints()
        plan = [(migrations.Migration("9999_fails", "graph"), False)]
        emit_pre_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS, plan=plan)
        migrating.end()
        self._work_unmarked()

    def restore_without_triggers(self):
        connection.check_constraints()
        triggers.drop()
        State.objects.update(horizon=10**12)
        self._work_unmarked()

    def lose_the_state_row(self):
        State.objects.all().delete()
        self._work_unmarked()

    def set_the_sequence_back(self):
        State.objects.update(sequence=F("sequence") / 2)
        self._work_unmarked()

    def lose_rows_of_the_journal(self):
        last = Change.objects.latest("sequence").resource
        Resource.objects.filter(pk=last).delete()
        Change.objects.filter(resource=last).delete()
        self._work_unmarked()

    def _work_unmarked(self):
        """Editors go on, nobody is answered, and the worker repairs."""
        for name in self.random.sample(UNMARKED, 2):
            getattr(self, name)()
        proof.forget()
        with pytest.raises(Unavailable), replica.reading():
            pass
        jobs.keep_right(threading.Event())
        mirror.drain_completely()

    def _slug(self, page):
        return self.aviary.canary(page, page._meta.get_field("slug"))

    def _any_page(self, act):
        """Aliases as well."""
        if pages := self.pages():
            act(self.random.choice(pages))


ACTS = sorted(name for name in {**vars(Editors), **vars(Acts)} if not name.startswith("_") and name != "settle")


class Machine(RuleBasedStateMachine):
    """Each sequence begins in the same room and is rolled back in the end."""

    room: Acts

    def __init__(self):
        super().__init__()
        self.named = {}
        """What was public by being named after the last act, and its titles."""
        # Wagtail remembers renditions by the primary keys of images, which the next sequence uses again.
        cache.clear()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        replica.forget()

    @rule(name=st.sampled_from(ACTS), seed=seeds)
    def act(self, name, seed):
        self.room.act(name, seed)
        self._drafts_are_hidden(name)

    @rule(seed=seeds)
    def create(self, seed):
        """More often than the rest."""
        self.room.act("create", seed)
        self._drafts_are_hidden("create")

    def _drafts_are_hidden(self, act):
        """What stays public by being named keeps its titles, whatever happens, until it is published itself."""
        with replica.reading() as graph:
            shown = {each: graph.node(each)["values"]["title"] for kind in NAMED for each in graph.of_type(kind)}
        kept = self.named.keys() & shown.keys() if act not in PUBLISHING_RECORDS else set()
        assert {each: shown[each] for each in kept} == {each: self.named[each] for each in kept}
        self.named = shown

    @invariant()
    def the_mirror_is_exact(self):
        published = Published()
        with replica.reading() as graph:
            seen = {each for declared in registry().resources for each in graph.of_type(declared.name)}
            urls = {each: graph.node(each)["urls"] for each in seen}
            titles = {each: graph.node(each)["values"]["title"] for each in seen}
        assert seen == published.versions.keys()
        for resource, (_, versions) in published.versions.items():
            assert urls[resource] == addresses(versions)
            assert titles[resource] == names(versions) or not names(versions)
        assert [str(each) for each in differences()] == []

    @invariant()
    def files_follow_the_graph(self):
        with replica.reading() as graph:
            for file in (*models.ImageFile.objects.all(), *models.DocumentFile.objects.all()):
                is_image = isinstance(file, models.ImageFile)
                places = [file.file.url, file.get_rendition("max-1x1").url] if is_image else [file.url]
                statuses = [Client().get(place).status_code for place in places]
                assert statuses == [200] * len(places) if id_of(file) in graph else 200 not in statuses


def addresses(versions):
    return {each.locale.language_code: each.full_url for each in versions if isinstance(each, Page)}


def names(versions):
    """By language; nothing of what has one name for all of them."""
    if isinstance(versions[0], Page):
        return {each.locale.language_code: each.title for each in versions}
    return dict(getattr(versions[0], "labels", {}))


@kept
def room():
    return Acts()


def test_every_declared_type_takes_part(room):
    with replica.reading() as graph:
        assert set(graph.types()) == {declared.name for declared in registry()}


@pytest.mark.parametrize(("examples", "steps"), [(2, 6), pytest.param(40, 15, marks=pytest.mark.slow)])
def test_the_mirror_is_exact_after_any_sequence_of_acts(room, monkeypatch, examples, steps):
    monkeypatch.setattr(Machine, "room", room, raising=False)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
