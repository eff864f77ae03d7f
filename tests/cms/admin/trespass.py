"""A public project outside of the moderators' remit, the people who try to change it, and what may not change."""

import copy
import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import SimpleCookie

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, Revision, TaskState, WorkflowState

from cms import models
from cms.acting import as_user
from cms.models.reference import ReferenceData
from cms.models.signed_link import Resolved, SignedLink
from schema.models import ApiKey, Notice, Subscription
from tests import small_site
from tests.cms.admin.test_bulk import act
from tests.cms.admin.test_remits import responsible, user
from tests.fixtures import logged_in, publish
from tests.forms import form_data
from tests.rollback import rolled_back

PAGE = """Theme:
Advocacy
Type of project:
Monitoring
Context/Overview

Other words.

{title}

English
Countries:
Korea
"""
NOBODY = ["nobody", "only look"]


@dataclass
class World:
    """A public project with changes that wait, outside of the moderators' remit, and what an administrator has done."""

    project: models.ProjectPage
    theme: models.Theme
    country: models.Country
    organisation: models.Organisation
    run: models.ImportRun
    batch: models.Batch
    notice: Notice
    editing: dict[str, dict[str, str]]
    cookies: dict[str, SimpleCookie]
    """Cookies of the people who have logged in, by their names in `make_people`."""


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        yield make_world()


@pytest.fixture
def world(shared_world, db):
    """What a test does with it is undone."""
    return copy.deepcopy(shared_world)


@pytest.fixture
def people(world):
    clients = defaultdict(Client)
    for name, cookies in world.cookies.items():
        clients[name].cookies = cookies
    return clients


def make_people() -> dict[str, Client]:
    looks = Group.objects.create(name="Only look")
    looks.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return {name.lower(): logged_in(name) for name in ("Editors", "Moderators", "Administrators", "Only look")}


def make_world() -> World:
    people, index = make_people(), small_site.index(small_site.home())
    korea, cambodia = small_site.korea(), small_site.cambodia()
    administrator = people["administrators"]
    project = models.ProjectPage(title="In Korea", slug="in-korea", live=False)
    project.country_links = [models.CountryLink(country=korea)]
    index.add_child(instance=project)
    project = publish(project)
    film, music = (models.Theme.objects.create(labels={"en": name}) for name in ("Film", "Music"))
    act(administrator, "add_theme", [project], theme=film.pk)
    imported(administrator, PAGE.format(title="Of the administrator"))
    organisation = models.Organisation(labels={"en": "Fund"})
    as_user(user(administrator)).add(organisation)
    as_user(user(administrator)).publish(organisation)
    responsible("Moderators", countries=[cambodia])
    run, batch = models.ImportRun.objects.get(), models.Batch.objects.get()
    forms = {
        "page": reverse("wagtailadmin_pages:edit", args=[project.pk]),
        "theme": reverse("wagtailsnippets_cms_theme:edit", args=[film.pk]),
        "new theme": reverse("wagtailsnippets_cms_theme:add"),
    }
    editing = {name: form_data(administrator.get(address)) for name, address in forms.items()}
    cookies = {name: client.cookies for name, client in people.items()}
    told = Subscription.objects.create(name="Portal", address="https://portal.example/", secret="whsec_AAAA")
    dead = Notice.objects.create(subscription=told, name="msg_1", state="dead", content={"type": "reset", "data": {}})
    return World(project, music, cambodia, organisation, run, batch, dead, editing, cookies)


def imported(client, text: str, **data) -> None:
    client.post(reverse("import_pages"), {"text": text} | data)
    client.post(reverse("import_pages_create"))


def content() -> dict[str, str]:
    """Return a digest of each table of what editors write."""
    states = (WorkflowState, TaskState, PageViewRestriction)
    peers = (SignedLink, Resolved, models.ReviewRound, models.Feedback)
    written = (Page, Revision, DraftStateMixin, ReferenceData, ApiKey, Subscription, Notice, models.Remit)
    tables = [each for each in apps.get_models() if issubclass(each, (*written, *states, *peers))]
    rows = {each._meta.label: repr(list(each._base_manager.order_by("pk").values())) for each in tables}
    return {label: hashlib.sha256(text.encode()).hexdigest() for label, text in rows.items()}


def assert_refused(act: Callable, names: list[str], people: dict[str, Client], world: World) -> None:
    """Let these people act, and find that nothing has changed."""
    before = content()
    for name in names:
        act(people[name], world)
        assert content() == before, name


def post(name: str, *attributes: str, form: str = "", **data: str) -> Callable:
    def do(client, world: World) -> None:
        sent = world.editing.get(form, {}) | data
        client.post(reverse(name, args=[getattr(world, each).pk for each in attributes]), sent)

    return do
