"""Releases: prepared, approved, published at one moment, taken back whole; and the calendar."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms import models
from cms.acting import NotAllowed, as_user
from cms.admin.releases import steps
from graph.mirror import stored_differences
from graph.models import Change
from tests.cms.admin.test_bulk import act
from tests.cms.admin.test_remits import user
from tests.fixtures import public, publish, settle
from tests.kept import kept

pytestmark = pytest.mark.django_db


@kept
def three(index):
    """A public project with changes, one without, and a new one."""
    pages = [index.add_child(instance=models.ProjectPage(title=name, slug=name.lower(), live=False))
             for name in ("Old", "New", "Other")]  # fmt: skip
    old, new, other = pages
    old = publish(old)
    old.title = "Old, changed"
    old.save_revision()
    new.save_revision()
    other.save_revision()
    return [models.ProjectPage.objects.get(pk=page.pk) for page in pages]


@pytest.fixture
def release(three, moderator):
    made = models.Release.objects.create(title="Spring", created_by=user(moderator))
    assert steps.add(made, three, as_user(user(moderator))) == []
    return made


def titles():
    return {page.title for page in models.ProjectPage.objects.filter(live=True)}


def fresh(release):
    return models.Release.objects.get(pk=release.pk)


def step(client, release, name):
    return client.post(reverse("release_step", args=[release.pk, name]), follow=True).content.decode()


def test_all_pages_become_public_at_one_moment_and_are_taken_back(release, moderator, three):
    settle()
    before, first = public(), Change.objects.count()
    assert "Old, changed" in moderator.get(reverse("release", args=[release.pk])).content.decode()
    step(moderator, release, "approve")
    assert titles() == {"Old"}
    step(moderator, release, "publish")
    assert titles() == {"Old, changed", "New", "Other"} and fresh(release).published_at
    settle()
    gained = Change.objects.order_by("pk")[first:]
    assert len({each.recorded_at.replace(microsecond=0) for each in gained}) <= 2
    assert len(public() - before) == 2
    step(moderator, release, "take-back")
    settle()
    assert titles() == {"Old"} and public() == before and fresh(release).taken_back_at
    old = Page.objects.get(pk=three[0].pk)
    assert old.has_unpublished_changes and old.get_latest_revision_as_object().title == "Old, changed"
    assert list(stored_differences()) == []


def test_one_page_that_cannot_be_published_stops_all(release, moderator, three):
    actor = as_user(user(moderator))
    steps.approve(release, actor)
    draft = Page.objects.get(pk=three[1].pk).specific
    draft.title = "Changed after the approval"
    draft.save_revision()
    with pytest.raises(ValidationError, match="after the approval"):
        steps.publish(release, actor)
    assert titles() == {"Old"}


def test_one_page_that_was_edited_since_keeps_all(release, moderator, three):
    actor = as_user(user(moderator))
    steps.approve(release, actor)
    steps.publish(release, actor)
    page = models.ProjectPage.objects.get(pk=three[2].pk)
    page.title = "Edited since"
    publish(page)
    with pytest.raises(ValidationError, match="Edited since"):
        steps.take_back(release, actor)
    assert titles() == {"Old, changed", "New", "Edited since"}


def test_who_may_not_publish_approves_publishes_and_takes_back_nothing(release, editor, moderator):
    for name in ("approve", "publish", "take-back"):
        step(editor, release, name)
    assert fresh(release).approved_at is None and titles() == {"Old"}
    steps.approve(release, as_user(user(moderator)))
    step(editor, release, "publish")
    with pytest.raises((ValidationError, NotAllowed)):
        steps.publish(fresh(release), as_user(user(editor)))
    assert titles() == {"Old"}
    steps.publish(fresh(release), as_user(user(moderator)))
    step(editor, release, "take-back")
    assert titles() == {"Old, changed", "New", "Other"}


def test_strangers_prepare_nothing(release):
    stranger = Client()
    for name, arguments in {"release_add": [], "release_step": [release.pk, "approve"],
                            "release_leave_out": [release.pk, release.pages.first().page_id]}.items():  # fmt: skip
        assert stranger.post(reverse(name, args=arguments), {"title": "Mine"}).status_code == 302
    assert models.Release.objects.count() == 1 and release.pages.count() == 3


def test_pages_are_added_from_a_list_and_left_out(moderator, three):
    act(moderator, "release", three, title="Autumn")
    made = models.Release.objects.get()
    assert made.title == "Autumn" and made.pages.count() == 3
    moderator.post(reverse("release_leave_out", args=[made.pk, three[0].pk]))
    assert made.pages.count() == 2


def test_an_approved_release_publishes_itself_when_its_moment_comes(release, moderator):
    release.publish_at = timezone.now() - timedelta(minutes=1)
    release.save()
    steps.publish_due()
    assert titles() == {"Old"}
    steps.approve(release, as_user(user(moderator)))
    steps.publish_due()
    assert titles() == {"Old, changed", "New", "Other"}


def test_a_release_that_cannot_publish_itself_says_why_and_is_not_tried_for_ever(release, moderator, three):
    release.publish_at = timezone.now() - timedelta(minutes=1)
    release.save()
    steps.approve(release, as_user(user(moderator)))
    user(moderator).groups.clear()
    steps.publish_due()
    assert titles() == {"Old"} and "may not publish" in fresh(release).problem


def test_the_calendar_names_what_comes_and_goes(release, moderator, three):
    soon = timezone.now() + timedelta(minutes=5)
    Page.objects.filter(pk=three[0].pk).update(expire_at=soon)
    models.Release.objects.update(publish_at=soon)
    shown = moderator.get(reverse("calendar"), {"month": soon.strftime("%Y-%m")}).content.decode()
    assert "stops being public" in shown and "Spring" in shown
    for month in ("", "2026-13", "9999-12", "x"):
        assert moderator.get(reverse("calendar"), {"month": month}).status_code == 200
