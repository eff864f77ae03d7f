"""Comments of readers: moderated, few of each client, and none of programs."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from cms import models
from cms.acting import as_user
from cms.models import Feedback
from cms.peers import deciding
from graph.budget.memory import shared
from graph.mirror import stored_differences
from tests.fixtures import restrict, settle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_budget():
    shared.forget()
    yield
    shared.forget()


@pytest.fixture
def form(module):
    return reverse("peers_feedback", args=[module.pk])


def test_a_comment_is_shown_once_a_moderator_shows_it(client, module, form, people):
    assert form in client.get(module.url).content.decode()
    assert client.post(f"{form}?lang=fr", {"text": "Très utile.", "name": "Awa"}).status_code == 302
    settle()
    assert "Très utile." not in client.get(module.url).content.decode()
    comment = Feedback.objects.get()
    with pytest.raises(PermissionDenied):
        deciding.moderate(comment, as_user(people["editors"]), Feedback.State.SHOWN)
    moderator = Client()
    moderator.force_login(people["moderators"])
    assert "Très utile." in moderator.get(reverse("peer_comments")).content.decode()
    moderator.post(reverse("peer_comment", args=[comment.pk]), {"show": "1"})
    settle()
    shown = client.get(module.url).content.decode()
    assert "Très utile." in shown and "Awa" in shown
    query = "{ toolkitModules { nodes { comments { nodes { name text(lang: FR) } } } } }"
    [node] = client.get("/graphql/", {"query": query}).json()["data"]["toolkitModules"]["nodes"]
    assert node["comments"]["nodes"] == [{"name": "Awa", "text": "Très utile."}]
    moderator.post(reverse("peer_comment", args=[comment.pk]), {"refuse": "1"})
    settle()
    assert "Très utile." not in client.get(module.url).content.decode()
    assert list(stored_differences()) == []


def test_a_thousand_posts_of_a_program_reach_nobody(module, form, people, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    client = Client()
    for number in range(1000):
        client.post(form, {"text": "Buy this", "website": "x" if number % 2 else ""}, REMOTE_ADDR="127.0.0.1",
                    HTTP_X_FORWARDED_FOR=f"203.0.{number // 250}.{number % 250}")  # fmt: skip
    assert Feedback.objects.count() <= 200
    settle()
    assert "Buy this" not in client.get(module.url).content.decode()
    assert not Feedback.objects.exclude(state=Feedback.State.WAITING).exists() and mail.outbox == []


def test_one_client_sends_few(client, form):
    for _ in range(20):
        assert client.post(form, {"text": "Again"}).status_code == 302
    assert Feedback.objects.count() == 5


@pytest.mark.parametrize("data", [{"text": "Buy", "website": "here"}, {"text": "http://a http://b http://c"}])
def test_programs_think_that_they_were_heard(client, form, data):
    assert client.post(form, data).status_code == 302
    assert not Feedback.objects.exists()


def test_only_public_pages_that_take_comments_have_a_form(client, module, form, project):
    assert client.get(reverse("peers_feedback", args=[project.pk])).status_code == 404
    assert client.post(reverse("peers_feedback", args=[99999999]), {"text": "A"}).status_code == 404
    restrict(module)
    settle()
    assert client.post(form, {"text": "A"}).status_code == 404
    assert not Feedback.objects.exists()


def test_comments_of_a_private_module_are_gone(client, module, form, people):
    client.post(form, {"text": "Useful."})
    deciding.moderate(models.Feedback.objects.get(), as_user(people["moderators"]), Feedback.State.SHOWN)
    settle()
    restrict(module)
    settle()
    assert b"Useful." not in b"".join(client.get("/data/all.nt").streaming_content)
