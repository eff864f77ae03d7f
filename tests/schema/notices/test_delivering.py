"""Retries, dead letters, redelivery, secrets, and the log."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from standardwebhooks import Webhook, WebhookVerificationError
from wagtail.models import Page

from graph.identity import id_of
from schema.models import Attempt, Notice, Subscription
from schema.notices import delivering, following, pruning
from schema.notices.delivering import PAUSES, deliver, deliver_again, pause_after
from schema.notices.posting import Reply
from tests.fixtures import publish

pytestmark = pytest.mark.django_db

PAST = timedelta(seconds=-1)


@pytest.fixture
def edit(project, tend):
    """A change, and a round of the sender."""

    def change(title="Renamed"):
        project.title = title
        publish(project)
        tend()

    return change


@pytest.fixture
def try_again(tend):
    """The next attempt, as if its time had come."""

    def attempt():
        now = timezone.now()
        Notice.objects.filter(state="due").update(due=now + PAST)
        DBTaskResult.objects.filter(status="READY").update(run_after=now + PAST)
        tend()

    return attempt


def test_a_failure_is_tried_again_under_the_same_name_until_it_succeeds(receiver, subscribe, edit, try_again):
    subscribe()
    receiver.answers = [500, 302, 204]
    edit()
    notice = Notice.objects.get()
    assert notice.state == "due"
    assert notice.due > timezone.now()
    assert Subscription.objects.get().failing_since
    try_again()
    try_again()
    notice.refresh_from_db()
    assert notice.state == "delivered"
    assert Subscription.objects.get().failing_since is None
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {notice.name}
    assert [each.status for each in notice.attempts.order_by("started")] == [500, 302, 204]
    try_again()
    assert len(receiver.got) == 3


def test_nothing_is_sent_before_its_time(receiver, subscribe, edit, tend):
    subscribe()
    receiver.answers = [500]
    edit()
    tend()
    assert len(receiver.got) == 1


def test_pauses_grow_and_differ_and_follow_the_server_up_to_an_hour():
    failed = Reply(500, "", 1)
    pauses = [pause_after(number, failed) for number in range(len(PAUSES))]
    assert all(0.8 * planned <= pause <= 1.2 * planned for pause, planned in zip(pauses, PAUSES, strict=True))
    assert 20 * 3600 < sum(PAUSES) < 28 * 3600
    assert len({pause_after(0, failed) for _ in range(20)}) > 10
    assert pause_after(0, Reply(503, "", 1, "600")) == 600
    assert pause_after(0, Reply(503, "", 1, "9" * 30)) == 3600
    assert pause_after(0, Reply(503, "", 1, "Wed, 21 Oct 2026 07:28:00 GMT")) < 10


def test_after_the_last_attempt_a_notice_is_a_dead_letter_that_can_be_sent_again(
    receiver, subscribe, edit, try_again, tend
):
    subscription = subscribe()
    receiver.answers = [500] * (len(PAUSES) + 1)
    edit()
    for _ in PAUSES:
        try_again()
    notice = Notice.objects.get()
    assert (notice.state, notice.attempts.count()) == ("dead", len(PAUSES) + 1)
    try_again()
    assert len(receiver.got) == len(PAUSES) + 1
    deliver_again(notice)
    tend()
    notice.refresh_from_db()
    assert notice.state == "delivered"
    contents = receiver.verified(subscription.secret)
    assert contents[-1] == contents[0]
    assert receiver.got[-1][0]["webhook-id"] == notice.name
    # What changes after a dead letter is told.
    edit("Later")
    assert Notice.objects.filter(state="delivered").count() == 2


def test_a_webhook_that_fails_for_days_is_stopped_and_its_contact_told(
    receiver, subscribe, edit, try_again, tend, mailoutbox
):
    subscribe(contact="portal@example.org")
    receiver.answers = [500, 500, 500]
    edit()
    Subscription.objects.update(failing_since=timezone.now() - timedelta(days=2.9))
    try_again()
    assert Subscription.objects.get().active
    Subscription.objects.update(failing_since=timezone.now() - timedelta(days=3.1))
    try_again()
    assert not Subscription.objects.get().active
    [mail] = mailoutbox
    assert mail.to == ["portal@example.org"]
    assert "127.0.0.1" in mail.body
    assert Subscription.objects.get().secret not in mail.body
    # Its notice waits, and is sent once it is active again.
    try_again()
    assert len(receiver.got) == 3
    Subscription.objects.update(active=True, failing_since=None)
    Notice.objects.update(due=timezone.now() - following.LOST_AFTER + PAST)
    tend()
    assert Notice.objects.get().state == "delivered"


def test_a_server_that_answers_gone_is_told_nothing_more(receiver, subscribe, edit, tend, mailoutbox):
    subscribe(contact="portal@example.org")
    receiver.answers = [410]
    edit()
    assert not Subscription.objects.get().active
    assert len(mailoutbox) == 1


def test_a_mail_server_that_fails_changes_nothing(receiver, subscribe, edit, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    subscribe(contact="portal@example.org")
    receiver.answers = [410]
    edit()
    assert not Subscription.objects.get().active


def test_a_rotated_secret_signs_beside_the_new_one_for_a_week(receiver, subscribe, edit):
    subscription = subscribe()
    old, new = subscription.secret, subscription.renew()
    subscription.save()
    edit()
    assert receiver.verified(old) == receiver.verified(new)
    Subscription.objects.update(previous_until=timezone.now() + PAST)
    edit("Again")
    headers, body = receiver.got[-1]
    Webhook(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(body, headers)


def test_the_log_has_the_beginning_of_the_answer_and_never_a_secret(receiver, subscribe, edit):
    subscription = subscribe()

    def echo(it):
        it.send_response(400)
        it.end_headers()
        it.wfile.write(f"bad secret {subscription.secret} \0 \xff".encode("latin-1") + b"x" * 1000)

    receiver.answers = [echo]
    edit()
    attempt = Attempt.objects.get()
    assert attempt.status == 400
    assert attempt.answer.startswith("bad secret … ")
    assert len(attempt.answer) <= 500
    stored = json.dumps(
        [*Attempt.objects.values(), *Notice.objects.values(), *DBTaskResult.objects.values()], default=str
    )
    assert subscription.secret not in stored


def test_a_resource_that_was_hidden_since_is_left_out_when_a_notice_is_sent_again(
    project, receiver, subscribe, edit, try_again, tend
):
    subscription = subscribe(types=["project"])
    receiver.answers = [500]
    edit()
    Page.objects.get(pk=project.pk).unpublish()
    try_again()
    tend()
    first, second, third = receiver.verified(subscription.secret)
    assert [each["kind"] for each in first["data"]["changes"]] == ["upsert"]
    assert (second["data"]["changes"], second["data"]["tags"]) == ([], ["any-change", "project"])
    assert [each["kind"] for each in third["data"]["changes"]] == ["withdrawal"]
    assert id_of(project) not in receiver.got[1][1].decode()


def test_two_processes_make_one_attempt(receiver, subscribe, edit, monkeypatch):
    subscribe()
    receiver.answers = [500]
    edit()
    Notice.objects.update(due=timezone.now() + PAST)
    attempt = delivering.attempt

    def meanwhile(notice):
        deliver.call(notice.pk)
        return attempt(notice)

    monkeypatch.setattr(delivering, "attempt", meanwhile)
    deliver.call(Notice.objects.get().pk)
    assert len(receiver.got) == 2


def test_a_task_that_was_lost_with_its_process_is_made_again(receiver, subscribe, edit, tend):
    subscribe()
    receiver.answers = [500]
    edit()
    DBTaskResult.objects.all().delete()
    Notice.objects.update(due=timezone.now() - following.LOST_AFTER + timedelta(seconds=5))
    tend()
    assert len(receiver.got) == 1
    Notice.objects.update(due=timezone.now() - following.LOST_AFTER + PAST)
    tend()
    assert Notice.objects.get().state == "delivered"


def test_old_entries_are_deleted(receiver, subscribe, edit):
    subscribe()
    edit()
    now = timezone.now()
    pruning.prune(now + pruning.DELIVERED_STAYS - timedelta(hours=1))
    assert Attempt.objects.count() == 1
    assert not DBTaskResult.objects.exists()
    Notice.objects.update(state="dead")
    pruning.prune(now + pruning.DELIVERED_STAYS + timedelta(hours=1))
    assert Attempt.objects.count() == 1
    pruning.prune(now + pruning.DEAD_STAYS + timedelta(hours=1))
    assert not Notice.objects.exists()
