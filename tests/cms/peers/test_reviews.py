"""A review by peers: from the invitation to what readers see of it, and what a link does not open."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from cms import models
from cms.acting import as_user
from cms.models import ReviewAnswer
from cms.peers import deciding, tokens
from graph.identity import id_of
from tests.cms.peers.conftest import RISK, STEP
from tests.fixtures import public, restrict, settle

pytestmark = pytest.mark.django_db
Kind = ReviewAnswer.Kind


def answered(client, path, **data):
    sent = {"naming": "anonymous", "send": "1"} | {name.replace("_", "-"): text for name, text in data.items()}
    return client.post(path, sent)


def texts(reviewer):
    return {(each.kind, each.about): each.text for each in reviewer.answers.all()}


def test_a_reviewer_reads_the_draft_and_answers_without_an_account(client, module, invite):
    _reviewer, path = invite()
    shown = client.get(path)
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "Make a list" in text and "It rains." in text and "And the price?" in text
    assert "<script" not in text
    assert shown["Cache-Control"].count("no-store") and "noindex" in shown["X-Robots-Tag"]
    assert "default-src 'none'" in shown["Content-Security-Policy"] and "sessionid" not in shown.cookies


def test_two_reviewers_do_not_overwrite_each_other(client, invite):
    (first, one), (second, two) = invite("Nomsa"), invite("Lan", "fr")
    answered(client, one, **{"answer-works-text": "The list.", f"comment-body-{STEP}-text": "Too long."})
    answered(client, two, **{"answer-works-text": "Rien.", "answer-own-1-text": "Cher."})
    answered(client, one, **{"answer-works-text": "The list, really.", f"comment-body-{RISK}-text": "True."})
    assert texts(first) == {(Kind.ANSWER, "works"): "The list, really.", (Kind.COMMENT, f"body-{RISK}"): "True."}
    assert texts(second) == {(Kind.ANSWER, "works"): "Rien.", (Kind.ANSWER, "own-1"): "Cher."}
    assert "The list" not in client.get(two).content.decode()


def test_the_mail_and_the_page_are_in_the_language_of_the_reviewer(client, invite):
    _reviewer, path = invite("Lan", "fr")
    [sent] = mail.outbox
    assert sent.to == ["lan@example.org"] and "Bonjour" in sent.body and path in sent.body
    assert sent.reply_to == ["editors@example.org"]
    assert 'lang="fr"' in client.get(path).content.decode()
    assert 'dir="rtl"' in client.get(path, {"lang": "ar"}).content.decode()


def test_what_the_editor_has_decided_stays(client, invite, module, people):
    reviewer, path = invite()
    answered(client, path, **{"answer-works-text": "The list."})
    answer = reviewer.answers.get()
    deciding.resolve(answer, module, as_user(people["editors"]), "accepted", "Step 1 is shorter.")
    assert "Step 1 is shorter." in client.get(path).content.decode()
    answered(client, path, **{"answer-works-text": "Something else."})
    assert texts(reviewer) == {(Kind.ANSWER, "works"): "The list."}


def test_a_mistake_loses_no_word(client, invite):
    _reviewer, path = invite()
    shown = client.post(path, {"naming": "named", "shown_as": "", "answer-works-text": "Long words.", "send": "1"})
    assert shown.status_code == 400 and "Long words." in shown.content.decode()


# What a link does not open.


def test_the_token_is_not_in_the_database(invite):
    reviewer, path = invite()
    token = path.split("/")[-2]
    assert token not in str(models.Reviewer.objects.filter(pk=reviewer.pk).values().get())


@pytest.mark.parametrize("change", ["expired", "withdrawn", "replaced", "finished", "closed"])
def test_a_link_that_is_over_shows_and_takes_nothing(client, invite, opened, module, people, change):
    reviewer, path = invite()
    actor, past = as_user(people["editors"]), timezone.now() - timedelta(minutes=1)
    if change == "expired":
        models.Reviewer.objects.update(expires_at=past)
    elif change == "withdrawn":
        deciding_client = client.__class__()
        deciding_client.force_login(people["editors"])
        deciding_client.post(reverse("peer_link", args=["review", reviewer.pk]), {"withdraw": "1"})
    elif change == "replaced":
        tokens.renew(reviewer)
        reviewer.save()
    elif change == "finished":
        deciding.finish(opened, module, actor, "Nothing.")
    else:
        models.ReviewRound.objects.update(closes_at=past)
    for response in (client.get(path), answered(client, path, **{"answer-works-text": "Late."})):
        assert response.status_code in (404, 410)
        assert "Make a list" not in response.content.decode()
    assert not ReviewAnswer.objects.exists()


def test_a_token_opens_nothing_else(client, invite, module):
    _reviewer, path = invite()
    token = path.split("/")[-2]
    secret, signature = token.rsplit(".", 1)
    others = [
        reverse("peers_update", args=[token]),
        reverse("peers_review", args=[secret]),
        reverse("peers_review", args=[f"{secret}x.{signature}"]),
        reverse("peers_review", args=["x" * 5000]),
    ]
    for address in others:
        assert client.get(address).status_code == 404
        assert client.post(address, {"naming": "anonymous"}).status_code == 404
    # Having opened the review does not sign anybody in.
    client.get(path)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).status_code == 302
    assert client.get(reverse("peer_reviews")).status_code == 302


def test_a_reviewer_sees_no_other_draft(client, module, index, opened, invite):
    hidden = index.add_child(instance=models.ProjectPage(title="SECRET PROJECT", slug="secret", live=False))
    draft = module.get_latest_revision_as_object()
    draft.body.append(("case_study", {"title": "Case", "text": "", "projects": [hidden], "countries": []}))
    draft.summary = f'<p><a linktype="page" id="{hidden.pk}">there</a></p>'
    opened.revision = draft.save_revision()
    opened.save()
    _reviewer, path = invite()
    text = client.get(path).content.decode()
    assert "Case" in text and "there" in text
    assert "SECRET" not in text and "secret" not in text


def test_who_may_not_change_the_module_runs_no_review(client, module, opened, people, invite):
    reviewer, path = invite()
    answered(client, path, **{"answer-works-text": "The list."})
    stranger = people["editors"].__class__.objects.create_user("stranger", password="secret")
    answer = reviewer.answers.get()
    acts = [
        lambda actor: deciding.resolve(answer, module, actor, "accepted", "Done."),
        lambda actor: deciding.finish(opened, module, actor, "Done."),
        lambda actor: deciding.put_into_text(answer, module, actor),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act(as_user(stranger))


# What becomes public.


def test_the_module_says_who_has_reviewed_it_once_it_is_published(client, module, opened, invite, people, cambodia):
    (_first, one), (_second, two), _third = invite("Nomsa", country=cambodia), invite("Lan"), invite("Silent")
    named = {"naming": "named", "shown_as": "Nomsa D., Ministry of Arts"}
    client.post(one, {"answer-works-text": "The list.", "send": "1"} | named)
    answered(client, two, **{"answer-works-text": "Nothing."})
    deciding.finish(opened, module, as_user(people["editors"]), "Step 1 is shorter.")
    settle()
    assert "Ministry of Arts" not in client.get(module.url).content.decode()
    as_user(people["moderators"]).publish(module)
    settle()
    shown = client.get(module.url).content.decode()
    assert "Nomsa D., Ministry of Arts" in shown and "Step 1 is shorter." in shown
    assert "Silent" not in shown and "example.org" not in shown
    turtle = client.get(f"/data/{id_of(module)}.ttl").content.decode()
    assert "schema:Review" in turtle and "Nomsa D., Ministry of Arts" in turtle and "id:country\\/KH" in turtle
    query = (
        "{ toolkitModules { nodes { reviews { nodes { reviewers numberOfReviewers whatChanged date { edtf } } } } } }"
    )
    [node] = client.get("/graphql/", {"query": query}).json()["data"]["toolkitModules"]["nodes"]
    [review] = node["reviews"]["nodes"]
    assert review["reviewers"] == ["Nomsa D., Ministry of Arts"] and review["numberOfReviewers"] == 2


def test_a_suggested_practice_goes_into_the_draft(client, module, invite, people):
    reviewer, path = invite()
    answered(client, path, **{"practice-1-title": "Ask twice", "practice-1-text": "It <b>worked</b>.\nTruly."})
    deciding.put_into_text(reviewer.answers.get(), module, as_user(people["editors"]))
    block = module.specific.get_latest_revision_as_object().body[-1]
    assert block.block_type == "good_practice" and block.value["title"] == "Ask twice"
    assert block.value["text"].source == "<p>It &lt;b&gt;worked&lt;/b&gt;.</p><p>Truly.</p>"


def test_a_private_module_shows_no_review(client, module, opened, invite, people):
    deciding.finish(opened, module, as_user(people["editors"]), "Step 1 is shorter.")
    as_user(people["moderators"]).publish(module)
    restrict(module)
    settle()
    assert not [each for each in public() if each.startswith("peer-review/")]
