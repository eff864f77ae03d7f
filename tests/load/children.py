"""What the processes of these tests do, each with a Django of its own: edit, drain, publish and read.

Imported by the server process that the others are forked from, which opens no connection.
"""

import os
import random
import time
import traceback
import uuid
from dataclasses import dataclass

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms import models
from graph import mirror, replica
from graph.identity import id_of
from graph.marks import leave_to_worker
from graph.mirror import draining
from graph.models import Change, PendingMark, State
from graph.replica import differences
from schema.models import Notice, Subscription
from schema.notices import Sender
from schema.notices.following import LOST_AFTER

WRITERS = 3
FEWEST_PAGES = 8


@dataclass
class Failure:
    """An error that ended a process."""

    traceback: str


def run(work, database, report, *arguments):
    connection.settings_dict["NAME"] = database
    try:
        work(report, *arguments)
    except Exception:  # noqa: BLE001 the test raises it
        report.send(Failure(traceback.format_exc()))
    finally:
        connection.close()


def set_up(report):
    Site.objects.all().delete()
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=models.HomePage(title="Accord", slug="accord-home"))
    host = settings.GRAPH_BASE_IRI.removeprefix("http://")
    Site.objects.create(hostname=host, port=80, root_page=home, is_default_site=True)
    models.Country.objects.create(code="KH", code3="KHM", m49="116", labels={"en": "Cambodia"})
    models.Organisation.objects.create(labels={"en": "Ministry"}, live=False)
    for number in range(WRITERS):
        for name in ("public", "restricted"):
            slug = f"{name}-{number}"
            section = home.add_child(instance=models.ProjectIndexPage(title=slug, slug=slug))
            if name == "restricted":
                PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    mirror.drain_completely()
    report.send(State.objects.get().sequence)


class Editor:
    """Random acts of an editor in two sections of their own, one public and one restricted."""

    def __init__(self, number, seed=0):
        self.public, self.restricted = (
            models.ProjectIndexPage.objects.get(slug=f"{name}-{number}") for name in ("public", "restricted")
        )
        self.chance = random.Random(seed)  # noqa: S311 chosen, not secret
        self.donor = models.Organisation.objects.get()

    def pages(self):
        return models.ProjectPage.objects.descendant_of(self.public) | models.ProjectPage.objects.descendant_of(
            self.restricted
        )

    def create(self, title):
        section = models.ProjectIndexPage.objects.get(pk=self.public.pk)
        page = models.ProjectPage(title=title, slug=uuid.uuid4().hex, overview=f"<p>{title}</p>")
        page.country_links = [models.CountryLink(country=models.Country.objects.get())]
        page.fundings = [models.Funding(donor=self.donor, amount=1, currency="EUR")]
        with transaction.atomic():
            return section.add_child(instance=page)

    def write(self, page, title, amount=1):
        """Title, overview and amount change together."""
        page.title, page.overview = title, f"<p>{title}</p>"
        page.fundings = [models.Funding(donor=self.donor, amount=amount, currency="EUR")]
        page.save_revision().publish()

    def move(self, page, hidden):
        target = self.restricted if hidden else self.public
        if page.is_child_of(target):
            return
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")


class RandomEditor(Editor):
    """Acts that are killed: as Wagtail does them, in one transaction or in several."""

    def name(self):
        return f"n{self.chance.getrandbits(48)}"

    def pick(self):
        found = list(self.pages().order_by("pk"))
        return self.chance.choice(found) if len(found) >= FEWEST_PAGES else self.create(self.name())

    def publish(self):
        page = self.pick()
        if self.chance.random() < 0.5:
            self.write(page, self.name())
        else:
            with transaction.atomic():
                self.write(page, self.name())

    def shift(self):
        self.move(self.pick(), hidden=self.chance.random() < 0.4)

    def delete(self):
        page = self.pick()
        with transaction.atomic():
            page.delete()

    def drain(self):
        """What a web process or the worker does, with the marks of one more change at least."""
        page = self.pick()
        models.Country.objects.update(labels={"en": self.name()})
        self.pages().filter(pk=page.pk).update(title=self.name())
        self.chance.choice([mirror.ensure_fresh, replica.preload, mirror.drain_completely])()


ACTS = {
    "publish": RandomEditor.publish,
    "move": RandomEditor.shift,
    "delete": RandomEditor.delete,
    "drain": RandomEditor.drain,
}


def edit_until_killed(report, seed):
    """Says before each act which one it is."""
    editor = RandomEditor(0, seed)
    while True:
        act = editor.chance.choice(list(ACTS))
        report.send(act)
        ACTS[act](editor)


def drain_and_stop(report, drain, place):
    """Hang in the middle of a drain, where it calls the function of graph.mirror of this name."""

    def hang(*arguments):
        report.send(place)
        time.sleep(3600)

    editor = RandomEditor(0)
    page = editor.create("before")
    mirror.drain_completely()
    if drain == "drain_backlog":
        leave_to_worker([id_of(page)])
    editor.pages().filter(pk=page.pk).update(title="after")
    report.send(id_of(page))
    setattr(draining, place, hang)
    getattr(draining, drain)()


def first_answer(report):
    """What a reader shows at once, what plain reading of the tables says, and all differences found after that."""
    marked = PendingMark.objects.count()
    with replica.reading() as graph:
        shown = {each: graph.node(each)["values"]["title"]["en"] for each in graph.of_type("Project")}
        country = graph.node("country/KH")["values"]["title"]["en"]
        sequence = graph.sequence
    sections = models.ProjectIndexPage.objects.filter(slug__startswith="public-")
    expected = {
        id_of(page): page.title for section in sections for page in models.ProjectPage.objects.child_of(section).live()
    }
    found = [str(difference) for difference in differences()]
    report.send(
        {
            "marked": marked,
            "shown": shown,
            "expected": expected,
            "country": country == models.Country.objects.get().labels["en"],
            "differences": found,
            "changes_after": State.objects.get().sequence - sequence,
        }
    )


def journal(report):
    """By project, its titles and from which number on each held; None: it was withdrawn."""
    found = {}
    numbers = []
    for change in Change.objects.all():
        numbers.append(change.sequence)
        if change.resource.startswith("project/"):
            node = change.values.get("nodes", {}).get(change.resource)
            title = node["values"]["title"]["en"] if node else None
            found.setdefault(change.resource, []).append((change.sequence, title))
    assert numbers == list(range(1, len(numbers) + 1))
    report.send(found)


def subscribe(report, address):
    """Subscribe an address, and begin to follow."""
    settings.NOTICES_ANYWHERE = True
    subscription = Subscription(name="Portal", address=address)
    subscription.renew()
    subscription.save()
    Sender().tend()
    report.send(subscription.secret)


def send_once(report):
    """One round of the process that sends notices, which says its process id before."""
    settings.NOTICES_ANYWHERE = True
    report.send(os.getpid())
    Sender().tend()
    report.send(list(Notice.objects.values_list("state", flat=True)))


def publish_one(report):
    editor = Editor(0)
    page = editor.create("New")
    mirror.drain_completely()
    report.send(id_of(page))


def let_time_pass(report):
    """Let the notices that are due have been due for long."""
    Notice.objects.filter(state="due").update(due=timezone.now() - 2 * LOST_AFTER)
    report.send(None)
