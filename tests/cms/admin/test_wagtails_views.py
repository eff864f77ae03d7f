"""Wagtail's own views of the admin, tried by people who may not: nothing changes. Who may changes something."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import PageViewRestriction, TaskState, Workflow, WorkflowState

from cms import models
from cms.models.remit import Remit, RemitCountry
from tests import small_site
from tests.cms.admin.trespass import NOBODY, World, assert_refused, content, post

pytestmark = pytest.mark.django_db

OUTSIDE = [*NOBODY, "moderators"]
"""People who may not change the project: for moderators it is outside of their remit."""
NO_PUBLISHER = [*OUTSIDE, "editors"]


def api(action: str, **data: Any) -> Callable[[Client, World], None]:
    """Return the act of calling an action of the admin's API on the project; `to` becomes the destination's key."""

    def act(client: Client, world: World) -> None:
        place = {"destination_page_id": section(world).pk} if "destination" in action or action == "move" else {}
        address = reverse("wagtailadmin_api:pages:action", args=[world.project.pk, action])
        client.post(address, place | data, content_type="application/json")

    return act


def page_view(name: str, **data: Any) -> Callable[[Client, World], None]:
    return post(f"wagtailadmin_pages:{name}", "project", **data)


def section(world: World) -> models.ProjectIndexPage:
    """Return another section that projects may be moved to."""
    home = world.project.get_parent().get_parent()
    made = models.ProjectIndexPage.objects.filter(slug="other").first()
    return made or home.add_child(instance=models.ProjectIndexPage(title="Other", slug="other"))


def move(client: Client, world: World) -> None:
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[world.project.pk, section(world).pk]))


def copy(**data: str) -> Callable[[Client, World], None]:
    def act(client: Client, world: World) -> None:
        place = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": world.project.get_parent().pk}
        client.post(reverse("wagtailadmin_pages:copy", args=[world.project.pk]), place | data)

    return act


def revert(client: Client, world: World) -> None:
    first = world.project.revisions.earliest("pk")
    data = world.editing["page"] | {"revision": first.pk, "title": "As it was"}
    client.post(reverse("wagtailadmin_pages:edit", args=[world.project.pk]), data)


def waiting(world: World) -> TaskState:
    """Return the task in which the project waits for a moderator; it is submitted first if it does not."""
    state = WorkflowState.objects.for_instance(world.project).filter(status=WorkflowState.STATUS_IN_PROGRESS).first()
    if state is None:
        state = Workflow.objects.get().start(world.project, world.run.user)
    return state.current_task_state


def decide(action: str) -> Callable[[Client, World], None]:
    def act(client: Client, world: World) -> None:
        task = waiting(world)
        client.post(reverse("wagtailadmin_pages:workflow_action", args=[world.project.pk, action, task.pk]))

    return act


def cancel(client: Client, world: World) -> None:
    data = world.editing["page"] | {"action-cancel-workflow": "on"}
    client.post(reverse("wagtailadmin_pages:edit", args=[world.project.pk]), data)


WAYS = {
    "delete": (page_view("delete"), NO_PUBLISHER),
    "unpublish": (page_view("unpublish"), NO_PUBLISHER),
    "move": (move, NO_PUBLISHER),
    "copy": (copy(), NOBODY),
    "privacy": (page_view("set_privacy", restriction_type=PageViewRestriction.LOGIN), NO_PUBLISHER),
    "lock": (page_view("lock"), NO_PUBLISHER),
    "revert": (revert, OUTSIDE),
    "API: publish": (api("publish"), NO_PUBLISHER),
    "API: unpublish": (api("unpublish"), NO_PUBLISHER),
    "API: delete": (api("delete"), NO_PUBLISHER),
    "API: move": (api("move", position="last-child"), NO_PUBLISHER),
    "API: copy and publish": (api("copy", keep_live=True), NO_PUBLISHER),
    "API: alias": (api("create_alias", update_slug="alias"), NO_PUBLISHER),
}
WAYS_WHILE_WAITING = {
    "approve": decide("approve"),
    "reject": decide("reject"),
    "lock": page_view("lock"),
    "edit": revert,
    "cancel": cancel,
}


@pytest.mark.parametrize("way", WAYS)
def test_who_may_not_changes_nothing_and_who_may_does(way, world, people):
    act, refused = WAYS[way]
    section(world)
    assert_refused(act, refused, people, world)
    before = content()
    act(people["administrators"], world)
    assert content() != before


@pytest.mark.parametrize("way", WAYS_WHILE_WAITING)
def test_what_waits_is_decided_on_by_moderators_who_are_responsible_for_it(way, world, people):
    act = WAYS_WHILE_WAITING[way]
    waiting(world)
    assert_refused(act, NO_PUBLISHER, people, world)
    RemitCountry.objects.create(remit=Remit.objects.get(), country=small_site.korea())
    before = content()
    act(people["moderators"], world)
    assert content() != before


@pytest.mark.parametrize("data", [{"publish_copies": "on"}, {"alias": "on"}])
def test_who_may_not_publish_makes_no_public_copy(data, world, people):
    def public() -> int:
        return models.ProjectPage.objects.filter(live=True).count()

    before = public()
    for name in NO_PUBLISHER:
        copy(**data)(people[name], world)
        models.ProjectPage.objects.filter(slug="copy", live=False).delete()
        assert public() == before, name
    copy(**data)(people["administrators"], world)
    assert public() == before + 1


def test_moderators_are_shown_what_waits_within_their_remit(world, people):
    waiting(world)
    listed = [world.project.title in people["moderators"].get(reverse("wagtailadmin_home")).content.decode()]
    RemitCountry.objects.create(remit=Remit.objects.get(), country=small_site.korea())
    listed.append(world.project.title in people["moderators"].get(reverse("wagtailadmin_home")).content.decode())
    assert listed == [False, True]


def addresses(world: World) -> set[str]:
    """Return every address of the admin, with the keys and names of the world in place of its parameters."""
    names = {
        **{"app_label": "wagtailcore", "app_name": "wagtailcore", "content_type_app_name": "cms"},
        **{
            "model_name": "page",
            "content_type_model_name": "projectpage",
            "action": "delete",
            "action_name": "publish",
        },
        **{"parent_page_id": world.project.get_parent().pk, "destination_id": section(world).pk},
        **{"revision_id": world.project.latest_revision_id, "task_state_id": waiting(world).pk},
    }
    values = defaultdict(lambda: world.project.pk, names)
    return {each % values for each in templates(get_resolver(), "/") if each.startswith("/admin/")}


def templates(resolver: URLResolver, start: str) -> Iterator[str]:
    for prefix, namespace in resolver.namespace_dict.values():
        yield from templates(namespace, start + prefix)
    for ways in resolver.reverse_dict.values():
        yield from (start + template for template, _ in ways[0])


def test_an_empty_form_sent_to_any_address_by_who_may_only_look_changes_nothing(world, people):
    sent = addresses(world)
    assert len(sent) > 200
    before = content()
    # Some of Wagtail's choosers fail on an empty form.
    people["only look"].raise_request_exception = False
    for address in sorted(sent):
        people["only look"].post(address)
    assert content() == before
