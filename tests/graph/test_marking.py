"""Nobody is answered while changes are not marked: a migration runs or failed, triggers or the state row are gone."""

import multiprocessing
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from fasteners import InterProcessLock
from wagtail.models import Page

from cms.background import jobs
from graph import identity, replica
from graph.marks import triggers
from graph.mirror import FOR_READERS, Unavailable, marking, migrating, proof
from graph.models import Change, PendingMark, Reference, Resource, State
from graph.replica import differences, startup
from search.models import SearchDocument
from tests.fixtures import public, publish, restrict, settle

pytestmark = pytest.mark.django_db

READERS = (
    "/en/projects/training/",
    "/browse/",
    "/search/?q=training",
    "/id/country/KH",
    "/data/country/KH.ttl",
    "/data/all.nt",
    '/graphql/?query={projects{nodes{title(lang:"en")}}}',
    "/sparql?query=ASK{?s ?p ?o}",
)


def answers():
    """Yield what each interface says to an anonymous visitor: pairs of status and body."""
    visitor = Client(raise_request_exception=False)
    for address in READERS:
        response = visitor.get(address, follow=True)
        body = b"".join(response) if response.streaming else response.content
        yield address, response, body.decode()


def assert_nobody_is_answered():
    for address, response, body in answers():
        assert response.status_code == 503, address
        assert "Retry-After" in response.headers, address
        assert FOR_READERS in body, address
        assert "Training in Phnom Penh" not in body
    ready = Client().get("/health/ready")
    assert (ready.status_code, ready.json()["status"]) == (503, "not ready")
    return ready.json()["problem"]


def assert_all_are_answered():
    statuses = {address: response.status_code for address, response, _ in answers()}
    # No query server runs beside the tests: its refusal has another sentence.
    assert statuses == dict.fromkeys(READERS, 200) | {READERS[-1]: 503}
    assert Client().get("/health/ready").json()["status"] == "ready"


def keep_right():
    jobs.keep_right(threading.Event())


def drop_triggers(name=""):
    connection.check_constraints()
    of_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for each, (table, *_) in triggers.installed().items():
            if name in each:
                cursor.execute(f'DROP TRIGGER "{each}"' + (f' ON "{table}"' if of_table else ""))
    a_second_passes()


def a_second_passes():
    """So long may PostgreSQL's dropped triggers go unnoticed."""
    proof.forget()


def hide_unmarked(page):
    """As long as there are no triggers, nobody hears of it."""
    Page.objects.filter(pk=page.pk).update(live=False)
    assert not PendingMark.objects.exists()


@pytest.fixture
def migration(monkeypatch):
    """Adds a migration to be applied, which does what it is told; `undo` takes it away again."""
    load = MigrationLoader.load_disk

    def add(act):
        def load_disk(loader):
            load(loader)
            last = max(name for app, name in loader.disk_migrations if app == "graph")
            added = type("Added", (migrations.Migration,), {
                "dependencies": [("graph", last)],
                "operations": [migrations.RunPython(act, migrations.RunPython.noop)],
            })  # fmt: skip
            loader.disk_migrations["graph", "9999_added"] = added("9999_added", "graph")

        monkeypatch.setattr(MigrationLoader, "load_disk", load_disk)

    return add


def migrate():
    connection.check_constraints()
    call_command("migrate", verbosity=0)


def fails(apps, schema_editor):
    raise ValueError("as migrations do")


@pytest.mark.django_db(transaction=True)
def test_after_a_migration_that_failed_nobody_is_answered_until_the_worker_has_looked_at_everything(
    project, cambodia, migration, monkeypatch, admin_client
):
    publish(project.get_parent().add_child(instance=type(project)(title="Other", slug="other")))
    settle()
    assert_all_are_answered()
    with monkeypatch.context():
        migration(fails)
        with pytest.raises(ValueError, match="as migrations do"):
            migrate()
    assert triggers.installed() == {}
    hide_unmarked(project)
    assert "migrate" in assert_nobody_is_answered()
    assert admin_client.get("/admin/pages/", follow=True).status_code == 200
    # The migration is still there and not applied.
    with pytest.raises(Unavailable):
        keep_right()
    assert "graph.9999_added" in assert_nobody_is_answered() or not State.objects.get().marking
    monkeypatch.undo()
    keep_right()
    assert identity.id_of(project) not in public()
    assert identity.id_of(cambodia) in public()
    assert Client().get("/health/ready").status_code == 200
    settle()
    assert [str(each) for each in differences()] == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_hides_something_has_hidden_it_when_readers_are_answered_again(project, migration):
    public()
    seen = []

    def hides(apps, schema_editor):
        seen.append(triggers.installed())
        Page.objects.filter(pk=project.pk).update(live=False)

    migration(hides)
    migrate()
    assert seen == [{}]
    assert identity.id_of(project) not in public()
    call_command("migrate", "graph", sorted(_own_migrations())[-2], verbosity=0)


def _own_migrations():
    return [name for app, name in MigrationLoader(connection).disk_migrations if app == "graph"]


def test_a_migrate_with_nothing_to_apply_leaves_editors_their_triggers(project, monkeypatch):
    public()
    monkeypatch.setattr(triggers, "drop", lambda: pytest.fail("dropped"))
    migrate()
    assert_all_are_answered()


@pytest.mark.parametrize("name", ["", "wagtailcore_page_key_update"])
def test_without_its_triggers_nobody_is_answered_and_the_worker_repairs(project, name):
    public()
    drop_triggers(name)
    if not name:
        hide_unmarked(project)
    assert "is missing" in assert_nobody_is_answered()
    keep_right()
    assert list(triggers.problems()) == []
    assert (identity.id_of(project) in public()) == bool(name)


def test_a_start_repairs_what_a_restore_has_left_out(project):
    public()
    drop_triggers()
    hide_unmarked(project)
    startup.prepare()
    assert identity.id_of(project) not in public()


def test_a_start_that_cannot_repair_goes_on_for_the_editors_sake(project, monkeypatch, caplog):
    public()
    drop_triggers()
    monkeypatch.setattr(migrating, "unapplied", lambda: ["graph.9999_added"])
    startup.prepare()
    assert "graph.9999_added" in caplog.text
    assert_nobody_is_answered()


def test_an_altered_trigger_is_noticed_by_its_content(project):
    public()
    name, trigger = next((name, each) for name, each in triggers.expected().items() if "page_key_update" in name)
    altered = [each.replace("'key'", "'row'") for each in trigger.statements]
    assert altered != list(trigger.statements)
    drop_triggers(name)
    with connection.cursor() as cursor:
        for statement in altered:
            cursor.execute(statement)
    a_second_passes()
    assert f"{name} was altered" in assert_nobody_is_answered()
    keep_right()
    assert_all_are_answered()


def test_a_trigger_that_is_switched_off_is_noticed(project):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off")
    public()
    connection.check_constraints()
    name = next(name for name in triggers.installed() if "page_key_update" in name)
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE wagtailcore_page DISABLE TRIGGER "{name}"')
    a_second_passes()
    assert "switched off" in assert_nobody_is_answered()
    keep_right()
    assert_all_are_answered()


def test_a_lost_state_row_is_made_again_and_continues_the_journal(project):
    public()
    newest = Change.objects.latest("sequence").sequence
    old = State.objects.get()
    State.objects.all().delete()
    assert "no state row" in assert_nobody_is_answered()
    keep_right()
    assert_all_are_answered()
    found = State.objects.get()
    assert (found.base_iri, found.epoch == old.epoch, found.sequence >= newest) == (old.base_iri, False, True)
    restrict(project)
    assert identity.id_of(project) not in public()


def test_the_base_iri_of_a_lost_state_row_is_read_from_the_journal(project, settings):
    public()
    State.objects.all().delete()
    settings.GRAPH_BASE_IRI = "https://elsewhere.example"
    with pytest.raises(ImproperlyConfigured, match="rebuild_graph --base-iri"):
        keep_right()


@pytest.mark.parametrize("by", [-3, 3])
def test_a_sequence_that_is_not_the_journals_is_corrected_and_replicas_load_anew(project, by):
    public()
    old = State.objects.get()
    State.objects.update(sequence=old.sequence + by)
    assert "counts" in assert_nobody_is_answered()
    keep_right()
    assert State.objects.get().epoch != old.epoch
    restrict(project)
    assert identity.id_of(project) not in public()


def test_a_horizon_ahead_hides_no_mark(project):
    public()
    State.objects.update(horizon=10**12)
    restrict(project)
    assert identity.id_of(project) not in public()


def test_marks_that_a_horizon_has_passed_by_are_drained_by_the_worker(project):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no horizon")
    public()
    restrict(project)
    State.objects.update(horizon=PendingMark.objects.latest("txid").txid + 1)
    keep_right()
    assert identity.id_of(project) not in public()


@pytest.mark.parametrize("mark", [("key", "cms.gone", "KH"), ("row", "cms.projectpage", "a"), ("never", "", "")])
def test_a_mark_that_nobody_can_read_means_everything(project, mark, caplog):
    public()
    drop_triggers()
    hide_unmarked(project)
    triggers.install()
    scope, model, key = mark
    txid = 0 if connection.vendor == "sqlite" else 10**6 * State.objects.get().horizon
    PendingMark.objects.create(scope=scope, model=model, key=key, txid=txid)
    assert identity.id_of(project) not in public()
    assert not PendingMark.objects.exists()
    assert "cannot be read" in caplog.text


@pytest.mark.parametrize("lost", ["ALTER TABLE graph_state DROP COLUMN marking", "DROP TABLE graph_state"])
def test_before_the_state_row_can_tell_nobody_is_answered(project, lost):
    public()
    with connection.cursor() as cursor:
        cursor.execute(lost)
    if connection.vendor == "postgresql":
        pytest.skip("a failed query ends the transaction of the test: see the test of a migration")
    assert "migrate" in assert_nobody_is_answered()


def test_the_worker_of_another_release_leaves_its_triggers_alone_and_ends(project):
    public()
    drop_triggers("page_key_update")
    State.objects.update(marking="of another release")
    with pytest.raises(ImproperlyConfigured, match="another release"):
        keep_right()
    startup.prepare()
    assert_all_are_answered()


def test_a_database_that_another_release_has_migrated_is_left_alone_too(project, monkeypatch):
    public()
    drop_triggers()
    monkeypatch.setattr(migrating, "unknown", lambda: ["graph.9999_added"])
    with pytest.raises(ImproperlyConfigured, match="another release"):
        keep_right()


def test_nobody_repairs_while_a_migration_runs_elsewhere(project, monkeypatch, tmp_path):
    public()
    drop_triggers()
    path = str(tmp_path / "migrating")
    monkeypatch.setattr(migrating, "_lock", lambda: InterProcessLock(path))
    started, may_end = multiprocessing.Event(), multiprocessing.Event()
    other = multiprocessing.Process(target=_hold, args=(path, started, may_end))
    other.start()
    assert started.wait(20)
    with pytest.raises(Unavailable) as refused:
        keep_right()
    assert refused.value.problem == marking.MIGRATING
    assert triggers.installed() == {}
    may_end.set()
    other.join(20)
    keep_right()
    assert_all_are_answered()


def _hold(path, started, may_end):
    with InterProcessLock(path):
        started.set()
        may_end.wait(20)


def test_an_editor_saves_while_readers_are_refused(project, admin, caplog):
    public()
    drop_triggers()
    admin("wagtailadmin_pages:unpublish", project.pk)
    assert "becomes public later" in caplog.text
    keep_right()
    replica.forget()
    assert identity.id_of(project) not in public()


def test_nothing_stays_of_what_was_deleted_while_its_rows_were_lost(project, donor):
    """Its references and its search document named it, and what it mentions stayed public for its sake."""
    settle()
    resource, named = identity.id_of(project), identity.id_of(donor)
    assert {resource, named} <= public()
    Resource.objects.filter(pk=resource).delete()
    Change.objects.filter(resource=resource).delete()
    project.delete()
    proof.forget()
    jobs.keep_right(threading.Event())
    settle()
    assert not Reference.objects.filter(source=resource).exists()
    assert not SearchDocument.objects.filter(resource=resource).exists()
    assert named not in public()
    call_command("verify_graph")
