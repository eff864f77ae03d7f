"""The editors' desk for peers over HTTP, and who may do nothing there."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from cms import models
from cms.models import Feedback, ReviewAnswer
from tests.cms.admin.trespass import content

pytestmark = pytest.mark.django_db
SOON = "2099-01-01 00:00"
PERSON = {"name": "Lan", "email": "lan@example.org", "language": "fr", "expires_at": SOON}


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def looker(people):
    """Somebody who may enter the admin, and change nothing."""
    group = Group.objects.create(name="Only look")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    user = people["editors"].__class__.objects.create_user("looker", password="secret")
    user.groups.add(group)
    return user


@pytest.fixture
def sent(client, module, invite, people):
    """What has come in: an answer, a fact, a comment."""
    reviewer, path = invite()
    client.post(path, {"naming": "anonymous", "answer-works-text": "The list.", "send": "1"})
    client_of(people["editors"]).post(reverse("peer_update_add", args=[module.pk]), PERSON)
    update = models.UpdateLink.objects.get()
    fact = models.Proposal.objects.create(
        link=update, kind="correction", facts={"field": "title", "right": "New title"}
    )
    comment = Feedback.objects.create(page=module, text="Good.", language="en")
    return {"reviewer": reviewer, "answer": reviewer.answers.get(), "update": update, "fact": fact, "comment": comment}


def written():
    """What editors write; a module's body is compared by its revisions, as it has no stable text of its own."""
    return {label: digest for label, digest in content().items() if label != "cms.ToolkitModulePage"}


def draft_of(module):
    return models.ToolkitModulePage.objects.get(pk=module.pk).get_latest_revision_as_object()


def acts(sent, module, opened):
    return {
        reverse("peer_review_add", args=[module.pk]): {"topics": ["works"], "closes_at": SOON},
        reverse("peer_update_add", args=[module.pk]): PERSON,
        reverse("peer_invite", args=[opened.pk]): PERSON,
        reverse("peer_link", args=["review", sent["reviewer"].pk]): {"send": "1"},
        reverse("peer_link", args=["update", sent["update"].pk]): {"withdraw": "1"},
        reverse("peer_answer", args=[sent["answer"].pk]): {"decision": "accepted", "note": "Shorter."},
        reverse("peer_fact", args=[sent["fact"].pk]): {"decision": "put", "note": ""},
        reverse("peer_finish", args=[opened.pk]): {"what_changed": "All."},
        reverse("peer_comment", args=[sent["comment"].pk]): {"show": "1"},
    }


def test_who_may_not_changes_nothing(sent, module, opened, looker):
    before = written()
    for visitor in (Client(), client_of(looker)):
        for address, data in acts(sent, module, opened).items():
            assert visitor.post(address, data).status_code in (302, 403), address
        for name, pk in (
            ("peer_review", opened.pk),
            ("peer_update", sent["update"].pk),
            ("peer_picture", sent["fact"].pk),
        ):
            assert visitor.get(reverse(name, args=[pk])).status_code in (302, 403)
    assert written() == before


def test_an_editor_runs_a_review_and_shows_no_comment(sent, module, opened, people):
    desk = client_of(people["editors"])
    shown = desk.get(reverse("peer_review", args=[opened.pk])).content.decode()
    assert "The list." in shown and "Nomsa" in shown
    for address, data in acts(sent, module, opened).items():
        desk.post(address, data)
    assert ReviewAnswer.objects.get(pk=sent["answer"].pk).note == "Shorter."
    assert models.ReviewRound.objects.count() == 2 and models.Reviewer.objects.count() == 2
    draft = draft_of(module)
    assert draft.title == "New title" and draft.finished_reviews.get().what_changed == "All."
    module.refresh_from_db()
    assert module.title == "Asking artists"
    assert Feedback.objects.get(pk=sent["comment"].pk).state == Feedback.State.WAITING


def test_the_lists_and_the_dashboard_say_what_waits(sent, module, people):
    desk = client_of(people["editors"])
    for name in ("peer_reviews", "peer_updates", "peer_comments"):
        assert "Asking artists" in desk.get(reverse(name)).content.decode()
    assert "3 things to decide" in desk.get(reverse("wagtailadmin_home")).content.decode()
    edit = desk.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert reverse("peer_review_add", args=[module.pk]) in edit


def test_a_decision_says_why(sent, people):
    desk = client_of(people["editors"])
    desk.post(reverse("peer_answer", args=[sent["answer"].pk]), {"decision": "not-taken", "note": " "})
    assert not ReviewAnswer.objects.get(pk=sent["answer"].pk).is_resolved


def test_a_locked_module_takes_nothing(sent, module, opened, people):
    module.locked, module.locked_by = True, people["administrators"]
    module.save()
    desk = client_of(people["editors"])
    desk.post(reverse("peer_fact", args=[sent["fact"].pk]), {"decision": "put"})
    desk.post(reverse("peer_finish", args=[opened.pk]), {"what_changed": "All."})
    assert draft_of(module).title == "Asking artists"
