"""What subscriptions are told of edits, and what they are not told."""

import uuid

import pytest
from standardwebhooks import Webhook, WebhookVerificationError
from wagtail.models import Page

from cms import models
from graph.identity import id_of, iri
from graph.models import State
from schema.models import Notice, Subscription
from schema.notices.delivering import deliver
from tests.fixtures import publish, restrict
from tests.small_site import country

pytestmark = pytest.mark.django_db


def rename(page, title="Renamed"):
    page.title = title
    return publish(page)


def told(receiver, subscription):
    """Kind and id of all changes of all notices."""
    contents = receiver.verified(subscription.secret)
    return [(each["kind"], each["id"]) for content in contents for each in content["data"].get("changes", [])]


def test_a_publication_is_told_in_one_signed_notice(project, receiver, subscribe, tend, client):
    subscription = subscribe()
    assert receiver.got == []
    rename(project)
    tend()
    [content] = receiver.verified(subscription.secret)
    assert content["type"] == "changes"
    feed = client.get("/changes", {"first": 1000}).json()
    [change] = [each for each in feed["changes"] if each["id"] == iri(id_of(project))]
    assert change in content["data"]["changes"]
    [(headers, _)] = receiver.got
    assert headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        Webhook(Subscription().renew()).verify(receiver.got[0][1], headers)


def test_its_token_continues_the_feed(project, receiver, subscribe, tend, client):
    subscription = subscribe()
    rename(project)
    tend()
    token = receiver.verified(subscription.secret)[0]["data"]["next"]
    assert client.get("/changes", {"since": token}).json()["changes"] == []
    rename(project, "Again")
    assert [each["kind"] for each in client.get("/changes", {"since": token}).json()["changes"]] == ["upsert"]


def test_the_changes_of_several_edits_come_in_one_notice(project, index, receiver, subscribe, tend):
    subscription = subscribe(types=["project"])
    pages = [publish(index.add_child(instance=models.ProjectPage(title=name, slug=name))) for name in ("a", "b", "c")]
    tend()
    assert len(receiver.got) == 1
    assert set(told(receiver, subscription)) == {("upsert", iri(id_of(each))) for each in pages}


def test_only_the_types_of_a_subscription_are_told(project, receiver, subscribe, tend):
    subscription = subscribe(types=["country"])
    rename(project)
    tend()
    assert receiver.got == []
    models.Country.objects.filter(code="KH").update(labels={"en": "Kingdom of Cambodia"})
    tend()
    assert told(receiver, subscription) == [("upsert", iri("country/KH"))]


HIDING = {"unpublish": lambda page: page.unpublish(), "delete": lambda page: page.delete(), "restrict": restrict}


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_a_withdrawal_is_the_same_whatever_its_reason(project, receiver, subscribe, tend, hide):
    subscription = subscribe(types=["project"])
    name, version = iri(id_of(project)), State.objects.get().sequence
    hide(Page.objects.get(pk=project.pk))
    tend()
    [content] = receiver.verified(subscription.secret)
    [change] = content["data"]["changes"]
    assert change.pop("version") > version
    assert change == {"kind": "withdrawal", "type": "project", "id": name, "iri": name}


def test_what_was_hidden_before_is_never_named(project, index, receiver, subscribe, tend):
    page = publish(index.add_child(instance=models.ProjectPage(title="Secret", slug="secret")))
    restrict(page)
    subscribe()
    page.title = "More secret"
    publish(page)
    index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False)).save_revision()
    rename(project)
    tend()
    sent = b"".join(body for _, body in receiver.got)
    assert id_of(project).encode() in sent
    assert id_of(page).encode() not in sent
    assert b"ecret" not in sent


FILTER = '{countries: {some: {code: {eq: "KH"}}}}'


def test_a_filter_chooses_in_the_words_of_graphql(project, index, receiver, subscribe, tend):
    subscription = subscribe(types=["project"], filter=FILTER)
    elsewhere = models.ProjectPage(title="Elsewhere", slug="elsewhere")
    elsewhere.country_links = [models.CountryLink(country=country("VN", labels={"en": "Viet Nam"}))]
    publish(index.add_child(instance=elsewhere))
    tend()
    assert receiver.got == []
    rename(project)
    tend()
    assert told(receiver, subscription) == [("upsert", iri(id_of(project)))]


def test_what_passes_a_filter_no_longer_is_told_a_last_time(project, receiver, subscribe, tend):
    subscription = subscribe(types=["project"], filter=FILTER)
    project.country_links = [models.CountryLink(country=country("VN", labels={"en": "Viet Nam"}))]
    publish(project)
    tend()
    rename(project)
    tend()
    assert told(receiver, subscription) == [("upsert", iri(id_of(project)))]


def test_a_withdrawal_is_told_to_the_filter_that_the_resource_had_passed(project, index, receiver, subscribe, tend):
    subscription = subscribe(types=["project"], filter=FILTER)
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    tend()
    other.unpublish()
    project.unpublish()
    tend()
    assert told(receiver, subscription) == [("withdrawal", iri(id_of(project)))]


def test_a_filter_of_several_types_is_that_of_resources(project, receiver, subscribe, tend):
    subscription = subscribe(types=["country", "project"], filter="{type: {in: [PROJECT]}}")
    rename(project)
    models.Country.objects.filter(code="KH").update(labels={"en": "Kingdom of Cambodia"})
    tend()
    assert told(receiver, subscription) == [("upsert", iri(id_of(project)))]


def test_a_filter_that_is_no_longer_valid_stops_the_webhook_and_tells_its_contact(
    project, receiver, subscribe, tend, mailoutbox
):
    subscribe(types=["project"], contact="portal@example.org")
    Subscription.objects.update(filter="{removed: {eq: 1}}")
    rename(project)
    tend()
    assert not Subscription.objects.get().active
    [mail] = mailoutbox
    assert mail.to == ["portal@example.org"]
    assert "filter" in mail.body


def test_while_it_is_not_active_changes_wait(project, receiver, subscribe, tend):
    subscription = subscribe()
    Subscription.objects.update(active=False)
    rename(project)
    tend()
    assert receiver.got == []
    Subscription.objects.update(active=True)
    tend()
    assert ("upsert", iri(id_of(project))) in told(receiver, subscription)


def test_after_a_restore_a_partner_is_told_to_begin_again(project, receiver, subscribe, tend):
    subscription = subscribe()
    State.objects.update(epoch=uuid.uuid4())
    tend()
    [content] = receiver.verified(subscription.secret)
    assert content["type"] == "reset"
    assert "begin again" in content["data"]["reason"]
    rename(project)
    tend()
    assert ("upsert", iri(id_of(project))) in told(receiver, subscription)


def test_what_changes_before_a_notice_is_delivered_waits_and_comes_once(project, receiver, subscribe, tend):
    subscription = subscribe(types=["project"])
    receiver.answers = [500]
    rename(project, "One")
    tend()
    for title in ("Two", "Three"):
        rename(project, title)
        tend()
    assert Notice.objects.count() == 1
    Notice.objects.update(due=Notice.objects.get().made)
    deliver.call(Notice.objects.get().pk)
    tend()
    kinds = told(receiver, subscription)
    # The failed attempt, the same again, and the newest change.
    assert kinds == [("upsert", iri(id_of(project)))] * 3
    assert [headers["webhook-id"] for headers, _ in receiver.got] == [
        *[Notice.objects.earliest("made").name] * 2,
        Notice.objects.latest("made").name,
    ]


def test_a_notice_names_the_tags_of_answers_that_are_out_of_date(project, receiver, subscribe, tend, client):
    subscription = subscribe()
    query = {"query": "{ countries { nodes { projects { nodes { title } } } } }"}
    carried = set(client.get("/graphql/", query)["Cache-Tag"].split(","))
    rename(project)
    tend()
    [content] = receiver.verified(subscription.secret)
    assert set(content["data"]["tags"]) == {"project", id_of(project), "any-change"}
    assert carried & set(content["data"]["tags"])
