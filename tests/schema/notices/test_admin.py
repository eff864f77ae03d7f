"""Webhooks in the admin: the form, the secret that is shown once, the log, and sending again."""

import re

import pytest
from django.urls import reverse

from schema.models import Notice, Subscription
from tests.fixtures import logged_in, publish

pytestmark = pytest.mark.django_db

ADD = "/admin/webhooks/new/"


@pytest.fixture
def administrator():
    return logged_in("Administrators")


def form(receiver, **more):
    return {"name": "Portal", "address": receiver.address, "contact": "", "filter": "", "active": "on"} | more


def secrets_in(response):
    return re.findall(r"whsec_[A-Za-z0-9+/=]{44}", response.content.decode())


def test_a_new_webhook_shows_its_secret_once(administrator, receiver, anywhere):
    saved = administrator.post(ADD, form(receiver, types=["project", "country"]), follow=True)
    [secret] = secrets_in(saved)
    subscription = Subscription.objects.get()
    assert (subscription.secret, subscription.types) == (secret, ["country", "project"])
    edit = f"/admin/webhooks/edit/{subscription.pk}/"
    assert secrets_in(administrator.get(edit)) == secrets_in(administrator.get("/admin/webhooks/")) == []
    rotated = administrator.post(edit, form(receiver, rotate="on"), follow=True)
    [new] = secrets_in(rotated)
    assert Subscription.objects.get().valid_secrets == [new, secret]
    assert secrets_in(administrator.post(edit, form(receiver), follow=True)) == []


@pytest.mark.parametrize("address", ["https://127.0.0.1/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/"])
def test_a_private_address_is_refused_when_it_is_saved(administrator, receiver, address):
    refused = administrator.post(ADD, form(receiver, address=address))
    assert "public internet" in refused.content.decode()
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("types", "text"),
    [
        (["project"], "{nothing: {eq: 1}}"),
        (["project"], "{title: {contains: $x}}"),
        (["project"], "{"),
        (["project"], '"text"'),
        (["project"], "{}) {totalCount} more: projects(filter: {}"),
        (["project", "country"], "{overview: {}}"),
        ([], "{nothing: {eq: 1}}"),
    ],
)
def test_a_filter_that_graphql_would_refuse_is_refused(administrator, receiver, anywhere, project, types, text):
    refused = administrator.post(ADD, form(receiver, types=types, filter=text))
    assert refused.context["form"].errors.keys() == {"filter"}
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("types", "text"),
    [(["project"], '{countries: {some: {code: {eq: "KH"}}}}'), ([], "{type: {in: [PROJECT]}}"), (["project"], "{}")],
)
def test_a_filter_of_graphql_is_taken(administrator, receiver, anywhere, project, types, text):
    administrator.post(ADD, form(receiver, types=types, filter=text))
    assert Subscription.objects.get().filter == text


def test_the_log_lists_notices_and_sends_them_again(administrator, project, receiver, subscribe, tend):
    subscribe()
    receiver.answers = [410]
    publish(project)
    project.title = "Renamed"
    publish(project)
    tend()
    Notice.objects.update(state="dead")
    notice = Notice.objects.get()
    listed = administrator.get(reverse("notices"), {"state": "dead"}).content.decode()
    assert notice.name in listed
    assert notice.name not in administrator.get(reverse("notices"), {"state": "delivered"}).content.decode()
    shown = administrator.get(reverse("notice", args=[notice.pk])).content.decode()
    assert "410" in shown and "changes" in shown
    assert Subscription.objects.get().secret not in listed + shown
    Subscription.objects.update(active=True)
    again = administrator.post(reverse("notice_again", args=[notice.pk]), follow=True)
    assert "sent again" in again.content.decode()
    tend()
    notice.refresh_from_db()
    assert notice.state == "delivered"
    assert administrator.get(reverse("notices"), {"export": "csv"}).status_code == 200


def test_only_administrators_see_webhooks_and_their_log(project, subscribe):
    notice = Notice.objects.create(subscription=subscribe(), name="msg_1", content={"type": "reset", "data": {}})
    editor = logged_in("Editors")
    addresses = [
        *("/admin/webhooks/", ADD, reverse("notices"), reverse("notice", args=[notice.pk])),
    ]
    for address in addresses:
        assert editor.get(address).status_code == 302
    assert editor.post(reverse("notice_again", args=[notice.pk])).status_code == 302
    assert "Webhook" not in editor.get("/admin/").content.decode()


def test_a_webhook_that_is_made_active_again_has_its_time(administrator, receiver, subscribe):
    subscription = subscribe()
    Subscription.objects.update(active=False, failing_since="2026-01-01T00:00Z")
    administrator.post(f"/admin/webhooks/edit/{subscription.pk}/", form(receiver))
    subscription.refresh_from_db()
    assert (subscription.active, subscription.failing_since) == (True, None)
