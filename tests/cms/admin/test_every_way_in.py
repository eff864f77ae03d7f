"""Every way into the admin that writes, tried by people who may not: nothing changes. Who may changes something."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail import hooks

from cms import models
from cms.admin.sheets.files import csv_lines, read
from graph.identity import id_of, iri
from schema.models import ApiKey, Subscription
from tests.cms.admin.test_bulk import act
from tests.cms.admin.test_choosers import creation
from tests.cms.admin.trespass import NOBODY, PAGE, World, assert_refused, content, imported, post

pytestmark = pytest.mark.django_db

# What can be done, by the view or the action that does it, and who may not.


def sheet(client, world: World) -> None:
    header, *rows = read(exported(world))
    row = next(each for each in rows if each[0] == id_of(world.project))
    row[header.index("title [en]")] = "By sheet"
    file = io.BytesIO(b"".join(csv_lines([header, row])))
    file.name = "sheet.csv"
    client.post(reverse("sheet_upload", args=["Project"]), {"file": file})
    if batch := models.Batch.objects.filter(confirmed=False).first():
        client.post(reverse("sheet_preview", args=[batch.pk]))


def exported(world: World) -> bytes:
    """Return the list as an administrator exports it: whoever has such a file may try to import it."""
    client = Client()
    client.force_login(world.run.user)
    return b"".join(client.get(reverse("content-projects:index"), {"export": "csv"}).streaming_content)


def version(client, world: World) -> None:
    imported(client, PAGE.format(title="Another"), match=iri(id_of(world.project)))


def bulk(action: str, **data: str) -> Callable:
    def do(client, world: World) -> None:
        act(client, action, [world.project], **{name: getattr(world, each).pk for name, each in data.items()})

    return do


def chosen(client, world: World) -> None:
    client.post(reverse("wagtailsnippetchoosers_cms_organisation:create"), creation("Made while writing"))


def key(client, world: World) -> None:
    client.post(reverse("api_keys:add"), {"partner": "Museum", "active": "on", "any_query": "on"})
    if made := ApiKey.objects.first():
        client.post(reverse("api_keys:edit", args=[made.pk]), {"partner": "Museum", "any_query": "on"})


def webhook(client, world: World) -> None:
    # A public address, which needs no resolver.
    sent = {"name": "Museum", "address": "https://93.184.216.34/", "active": "on"}
    client.post(reverse("webhooks:add"), sent)
    if made := Subscription.objects.filter(name="Museum").first():
        client.post(reverse("webhooks:edit", args=[made.pk]), sent)


WAYS = {
    "CreateDraftsView": (version, [*NOBODY, "moderators"]),
    "UndoView of imports": (post("import_pages_undo", "run"), [*NOBODY, "editors", "moderators"]),
    "UndoView of bulk": (post("batch_undo", "batch"), [*NOBODY, "editors", "moderators"]),
    "PreviewView": (sheet, [*NOBODY, "moderators"]),
    "DraftCreateView": (chosen, NOBODY),
    "RecordCreateView": (
        post("wagtailsnippets_cms_theme:add", form="new theme", labels_en="Dance"),
        [*NOBODY, "editors", "moderators"],
    ),
    "RecordEditView": (
        post("wagtailsnippets_cms_theme:edit", "theme", form="theme", labels_en="Dance"),
        [*NOBODY, "editors", "moderators"],
    ),
    "RecordUnpublishView": (post("wagtailsnippets_cms_organisation:unpublish", "organisation"), [*NOBODY, "editors"]),
    "ApiKeyCreateView, ApiKeyEditView": (key, [*NOBODY, "editors", "moderators"]),
    "SubscriptionCreateView, SubscriptionEditView": (webhook, [*NOBODY, "editors", "moderators"]),
    "send_notice_again": (post("notice_again", "notice"), [*NOBODY, "editors", "moderators"]),
    "ResourceEditView": (
        post("wagtailadmin_pages:edit", "project", form="page", title="By the form"),
        [*NOBODY, "moderators"],
    ),
    "PublishInList": (bulk("publish"), [*NOBODY, "editors", "moderators"]),
    "RequestReviewInList": (bulk("review"), [*NOBODY, "moderators"]),
    "Adding add_theme": (bulk("add_theme", theme="theme"), [*NOBODY, "moderators"]),
    "Adding add_donor": (bulk("add_donor", donor="organisation"), [*NOBODY, "moderators"]),
    "Adding add_country": (bulk("add_country", country="country"), [*NOBODY, "moderators"]),
    "DeleteInList": (bulk("delete"), [*NOBODY, "editors", "moderators"]),
    "UnpublishInList": (bulk("unpublish"), [*NOBODY, "editors", "moderators"]),
}
READ_ONLY = {
    *(
        "NotFoundYetView",
        "TemplateOfSheet",
        "RecordIndexView",
        "RecordQualityView",
        "BatchesView",
        "DeprecatedUsesReport",
        "OperationsReport",
        "NoticesReport",
        "show_notice",
        "edit_resource",
    ),
    *(
        "RoundsView",
        "RoundView",
        "UpdatesView",
        "UpdateView",
        "CommentsView",
        "SentPictureView",
        "CoverageView",
        "ReleasesView",
        "ReleaseView",
        "CalendarView",
    ),
    *("ResourceIndexView", "CountryChooseView", "CountryChooseResultsView", "NamesFirstChooseView"),
    *("NamesFirstChooseResultsView", "SuggestParentView", "statements", "guide", "picture", "preview", "BatchView"),
}
OTHERWISE = {
    "ImportView": "keeps what was uploaded in the session: CreateDraftsView",
    "UploadView": "keeps the sheet as a proposal: PreviewView",
    "RunView": "goes on with a batch, as the actions below lists begin it; test_bulk has the attack",
    "renew_token": "keeps a token for drafts that the user may edit: test_partner_sites has the attack",
    **dict.fromkeys(
        ("AddRoundView", "AddUpdateView", "InviteView", "FinishView", "LinkView", "DecideAnswerView", "DecideFactView")
        + ("ModerateView",),
        "for work of peers: tests/cms/peers/test_desk.py has the attack",
    ),
    **dict.fromkeys(
        ("AddReleaseView", "StepView", "LeaveOutView", "AddToRelease"),
        "a release changes no page before it is published: test_releases has the attack",
    ),
    "MergeView": "test_merging has the attack",
    "FilesView": "test_translation_desk has the attack",
    "AdminLoginView": "signs people in: tests/cms/identity has the attacks",
    "MoveInList": "Wagtail's, for which we only choose the pages",
}


def views() -> set[str]:
    """Return the names of our views of the admin, and of our actions below lists."""
    found, waiting = set(), list(get_resolver().url_patterns)
    admin = [each for each in waiting if str(each.pattern) == "admin/"]
    while admin:
        pattern = admin.pop()
        admin += getattr(pattern, "url_patterns", [])
        view = getattr(pattern, "callback", None)
        view = getattr(view, "view_class", getattr(view, "__wrapped__", view))
        if view and view.__module__.startswith(("cms.", "schema.", "home.", "graph.")):
            found.add(view.__name__)
    actions = (action for action in hooks.get_hooks("register_bulk_action"))
    return found | {each.__name__ for each in actions if each.__module__.startswith("cms.")}


def test_every_view_of_ours_is_tried_here_or_writes_nothing():
    tried = {name for way in WAYS for name in re.split(r", | ", way)}
    assert sorted(views() - tried - READ_ONLY - set(OTHERWISE)) == []
    assert sorted((READ_ONLY | set(OTHERWISE)) - views()) == []


@pytest.mark.parametrize("way", WAYS)
def test_who_may_not_changes_nothing_and_who_may_does(way, world, people):
    act, refused = WAYS[way]
    assert_refused(act, refused, people, world)
    before = content()
    act(people["administrators"], world)
    assert content() != before


@pytest.mark.parametrize(
    "address",
    [
        *("sheets/Nope/", "sheets/project/", "sheets/Funding/", "sheets/Organisation/", "sheets/preview/999999/"),
        *("sheets/preview/99999999999999999999999/", "batches/99999999999999999999999/"),
        "pages/99999999999999999999999/statements/",
        "bulk/wagtailcore/page/publish/?id=99999999999999999999999&next=/admin/",
        *("guide/pictures/nope.webp", "guide/pictures/..%2f..%2fbase.py"),
    ],
)
def test_an_address_of_nothing_is_no_error_of_the_server(people, world, address):
    assert people["administrators"].get(f"/admin/{address}").status_code < 500


@pytest.mark.parametrize(
    "name", ["import_pages_undo", "batch_undo", "batch_run", "sheet_preview", "notice", "notice_again"]
)
@pytest.mark.parametrize("number", [0, 999999, 99999999999999999999999])
def test_a_number_of_nothing_is_no_error_of_the_server(people, world, name, number):
    assert people["administrators"].post(reverse(name, args=[number])).status_code < 500


def test_the_preview_of_a_sheet_shows_no_other_batch(people, world):
    address = reverse("sheet_preview", args=[world.batch.pk])
    assert people["administrators"].get(address).status_code == 404
