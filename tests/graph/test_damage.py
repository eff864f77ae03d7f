"""Somebody writes into the mirror's tables: readers get the truth or nothing, verify_graph names it, --repair mends it.

Afterwards the mirror works: what is hidden for real disappears.
"""

import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import Page

from cms import models
from cms.background import jobs
from graph import identity, mirror, replica
from graph.marks import triggers
from graph.mirror import mending, proof
from graph.models import (
    Address,
    Change,
    PendingMark,
    PrivateLanguage,
    Reason,
    Reference,
    Repair,
    Resource,
    State,
)
from graph.replica import differences
from search.models import SearchDocument
from tests.fixtures import public, publish, restrict, settle
from tests.kept import kept

pytestmark = pytest.mark.django_db

HIDDEN = "Training in Phnom Penh"


def change_of(resource):
    return Change.objects.filter(pk=Resource.objects.values("change").get(pk=resource)["change"])


def drop_triggers(resource):
    connection.check_constraints()
    triggers.drop()


def drop_one_trigger(resource):
    connection.check_constraints()
    name, (table, *_) = next((name, each) for name, each in triggers.installed().items() if "page_key" in name)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if connection.vendor == "postgresql" else ""))


def lose_its_rows(resource):
    Resource.objects.filter(pk=resource).delete()
    Change.objects.filter(resource=resource).delete()


def lose_the_newest_rows(resource):
    last = Change.objects.latest("sequence").resource
    lose_its_rows(last)


def alter_a_value(resource):
    change = change_of(resource).get()
    change.values["nodes"][resource]["values"]["title"] = {"en": "Forged"}
    change.save()


def point_to_another_change(resource):
    Resource.objects.filter(pk=resource).update(change=Change.objects.exclude(resource=resource).latest("sequence"))


def turn_the_newest_change_into_a_withdrawal(resource):
    change_of(resource).update(kind=Change.Kind.WITHDRAWAL)


def of_a_model_that_is_gone(resource):
    PendingMark.objects.create(scope="key", model="cms.gone", key="1", txid=State.objects.get().horizon or 0)


def forge_a_reference(resource):
    Reference.objects.create(source="project/forged", target="country/KR", makes_public=True)


DAMAGES = {
    "all triggers dropped": drop_triggers,
    "one trigger dropped": drop_one_trigger,
    "rows of journal and resource removed": lose_its_rows,
    "the newest rows of the journal removed": lose_the_newest_rows,
    "the resource's row removed": lambda resource: Resource.objects.filter(pk=resource).delete(),
    "status altered": lambda resource: Resource.objects.filter(pk=resource).update(status="withdrawn"),
    "type altered": lambda resource: Resource.objects.filter(pk=resource).update(type="country"),
    "digest altered": lambda resource: Resource.objects.filter(pk=resource).update(digest="0"),
    "another change": point_to_another_change,
    "kind of change altered": turn_the_newest_change_into_a_withdrawal,
    "addresses removed": lambda resource: Address.objects.all().delete(),
    "addresses altered": lambda resource: Address.objects.update(resource="country/KR"),
    "N-Quads altered": lambda resource: change_of(resource).update(nquads="<urn:a> <urn:b> <urn:c> <urn:d> .\n"),
    "Turtle emptied": lambda resource: change_of(resource).update(turtle=""),
    "texts altered": lambda resource: change_of(resource).update(texts={resource: {"overview": {"en": "Forged"}}}),
    "a value altered": alter_a_value,
    "values emptied": lambda resource: change_of(resource).update(values={}),
    "values of another form": lambda resource: change_of(resource).update(values={"nodes": {resource: 5}, "urls": []}),
    "a type that does not exist": lambda resource: change_of(resource).update(
        values={"nodes": {resource: {"type": "Dance", "values": {}}}, "urls": {}}
    ),
    "references removed": lambda resource: Reference.objects.all().delete(),
    "a reference forged": forge_a_reference,
    "reasons removed": lambda resource: Reason.objects.all().delete(),
    "search documents removed": lambda resource: SearchDocument.objects.all().delete(),
    "search documents altered": lambda resource: SearchDocument.objects.update(title="forged"),
    "state row removed": lambda resource: State.objects.all().delete(),
    "state row of another release": lambda resource: State.objects.update(marking=""),
    "sequence set back": lambda resource: State.objects.update(sequence=1),
    "sequence ahead": lambda resource: State.objects.update(sequence=10**6),
    "horizon ahead": lambda resource: State.objects.update(horizon=10**15),
    "next expiry altered": lambda resource: State.objects.update(next_expiry="2100-01-01T00:00Z"),
    "a mark of a model that is gone": of_a_model_that_is_gone,
}
NO_DIFFERENCE = {"horizon ahead", "a mark of a model that is gone"}
"""What the next drain puts right, so that readers and verify_graph meet nothing false."""
NOTICED_AT_ONCE = {
    "all triggers dropped",
    "one trigger dropped",
    "the newest rows of the journal removed",
    "state row removed",
    "state row of another release",
    "sequence set back",
    "sequence ahead",
}
OF_THE_DATABASE = NOTICED_AT_ONCE | {"horizon ahead", "a mark of a model that is gone", "values of another form"}
"""What is noticed by triggers, transactions and what a database makes of JSON."""
OF_ROWS = {"a value altered", "status altered", "addresses altered", "a reference forged", "search documents altered"}
"""One of each table; that the worker mends the others too is one test."""


@kept
def two_projects(project, index):
    """The project, and another one whose changes are newer."""
    public()
    publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    public()


@pytest.fixture
def damaged(request, two_projects, project):
    """One of the damages to the project."""
    public()
    DAMAGES[request.param](identity.id_of(project))
    proof.forget()
    replica.forget()
    return request.param


def marks_of(name):
    if name in OF_THE_DATABASE:
        return ()
    return pytest.mark.rows_alone if name in OF_ROWS else pytest.mark.slow


every_damage = pytest.mark.parametrize(
    "damaged",
    [pytest.param(name, marks=marks_of(name)) for name in DAMAGES],
    indirect=True,
)


def verified(capsys, **options):
    try:
        call_command("verify_graph", **options)
    except SystemExit as stop:
        assert stop.code == 1
        return False, capsys.readouterr().out
    return True, capsys.readouterr().out


def assert_hiding_works(project):
    restrict(project)
    assert identity.id_of(project) not in public()
    assert Client().get(f"/data/{identity.id_of(project)}.ttl").status_code in (404, 410)
    settle()
    assert [str(each) for each in differences()] == []


def test_the_worker_mends_what_no_query_can_notice(two_projects, project):
    public()
    for name in sorted(DAMAGES.keys() - NOTICED_AT_ONCE - NO_DIFFERENCE):
        DAMAGES[name](identity.id_of(project))
        jobs.keep_right(threading.Event())
        mending.Rounds().go_on(60)
        mending.check([identity.id_of(project), "project/forged"])
        mirror.drain_completely()
    rounds = mending.Rounds()
    for _ in range(2):
        rounds.go_on(60)
    report = Client().get("/health/ready").json()
    assert report["verified"]
    assert report["repaired"] > len(DAMAGES) / 2
    assert [str(each) for each in differences()] == []
    assert_hiding_works(project)


@every_damage
def test_damage_is_never_shown_but_listed_and_repaired_and_the_mirror_works_afterwards(damaged, project, capsys):
    assert_no_reader_meets_an_error(damaged)
    exact, listed = verified(capsys)
    assert exact == (damaged in NO_DIFFERENCE), listed
    exact, listed = verified(capsys, repair=True)
    assert exact, listed
    assert verified(capsys)[0]
    assert Client().get("/health/ready").json()["status"] == "ready"
    assert identity.id_of(project) in public()
    assert_hiding_works(project)


def assert_no_reader_meets_an_error(damaged):
    """Where a query can notice the damage, nobody is answered; else nothing is shown that cannot be read."""
    for address in ("/browse/", "/en/projects/training/", "/data/all.nt", "/search/?q=phnom", "/health/ready"):
        status = Client(raise_request_exception=False).get(address).status_code
        if damaged in NOTICED_AT_ONCE:
            assert status == 503, address
        else:
            assert status in (200, 404, 410), address


def test_what_is_hidden_but_still_there_is_withdrawn_by_the_worker(project):
    public()
    connection.check_constraints()
    triggers.drop()
    Page.objects.filter(pk=project.pk).update(live=False)
    triggers.install()
    assert identity.id_of(project) in public()
    assert mending.check([identity.id_of(project)])
    assert identity.id_of(project) not in public()
    assert Repair.objects.filter(resource=identity.id_of(project), what__contains="not public").exists()
    assert Client().get("/health/ready").json()["repaired"] == Repair.objects.count()


def test_the_past_of_what_is_private_is_not_told_after_its_status_was_altered(project):
    public()
    restrict(project)
    public()
    resource = identity.id_of(project)
    assert Resource.objects.get(pk=resource).status == "suppressed"
    Resource.objects.filter(pk=resource).update(status="withdrawn")
    PrivateLanguage.objects.all().delete()
    assert mending.check([resource])
    assert Resource.objects.get(pk=resource).status == "suppressed"
    assert PrivateLanguage.objects.filter(resource=resource).exists()
    assert [str(each) for each in differences()] == []


def test_what_is_private_and_has_lost_its_row_stays_untold(project):
    public()
    restrict(project)
    public()
    Resource.objects.filter(pk=identity.id_of(project)).delete()
    mending.check([identity.id_of(project)])
    assert Resource.objects.get(pk=identity.id_of(project)).status == "suppressed"


def test_a_change_that_nobody_has_drained_yet_is_no_difference(project):
    public()
    project.title = "Another"
    publish(project)
    assert mending.check([identity.id_of(project)]) == []
    assert not Repair.objects.exists()


def test_an_exact_mirror_is_left_alone(project):
    public()
    sequence = State.objects.get().sequence
    mending.Rounds().go_on(60)
    assert State.objects.get().sequence == sequence
    assert not Repair.objects.exists()


def test_a_page_that_could_not_be_described_is_forgotten_with_it(project, index, capsys, monkeypatch):
    """It was never public, so the journal does not know it."""
    other = index.add_child(instance=models.ProjectPage(title="Other", slug="other", live=False))

    def fails(page):
        raise ValueError("the period is unreadable")

    with monkeypatch.context() as patched:
        patched.setattr(models.ProjectPage, "period", fails)
        publish(other)
        public()
        assert PendingMark.objects.filter(key=identity.id_of(other)).exclude(error="").exists()
        assert not verified(capsys)[0]
        Page.objects.get(pk=other.pk).delete()
        Page.objects.get(pk=project.pk).delete()
        assert verified(capsys)[0]
