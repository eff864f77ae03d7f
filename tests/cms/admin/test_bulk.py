"""Doing the same to many pages: the plan, what is done, what is left alone, and taking it back."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, PageLogEntry

from cms import models
from cms.admin.bulk import actions, running
from graph.identity import id_of
from graph.replica import reading
from tests.cms.admin.test_remits import responsible, user
from tests.fixtures import publish
from tests.kept import kept

pytestmark = pytest.mark.django_db
CONFIRMED = {"confirm": "yes"}


@pytest.fixture
def theme(db):
    return models.Theme.objects.create(labels={"en": "Policy design"})


@kept
def pages(index, korea):
    """Return a page that is public, one with changes, and a draft."""
    made = {}
    for name in ("public", "changed", "draft"):
        page = models.ProjectPage(title=name.title(), slug=name, live=False)
        page.country_links = [models.CountryLink(country=korea)]
        index.add_child(instance=page)
        page.save_revision()
        made[name] = page if name == "draft" else publish(page)
    made["changed"].overview = "<p>Not public yet.</p>"
    made["changed"].save_revision()
    return made


def address(action: str, pages, back: str = "/admin/content/projects/") -> str:
    numbers = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{numbers}&next={back}"


def act(client, action: str, pages, **data):
    return client.post(address(action, pages), CONFIRMED | data, follow=True)


def undo(client, batch=None):
    batch = batch or models.Batch.objects.first()
    return client.post(reverse("batch_undo", args=[batch.pk]), follow=True)


def draft(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def state(page) -> tuple:
    """What an editor sees of it, and what readers do."""
    page = Page.objects.get(pk=page.pk).specific
    themes = [row.theme_id for row in page.theme_links.all()]
    content = {name: value for name, value in draft(page).serializable_data().items() if "_at" not in name}
    kept = {name: value for name, value in content.items() if name not in ("latest_revision", "live_revision")}
    kept["theme_links"] = [row["theme"] for row in content["theme_links"]]
    kept["fundings"] = [row["donor"] for row in content["fundings"]]
    kept.pop("has_unpublished_changes")
    return page.live, page.has_unpublished_changes, themes, kept


def test_the_plan_says_what_becomes_of_each_page_and_changes_nothing(moderator, pages, theme):
    before = {name: state(page) for name, page in pages.items()}
    form = moderator.get(address("add_theme", pages.values())).content.decode()
    assert "Choose theme" in form.replace("a theme", "theme") and "For 3 pages" in form
    sent = {"theme": theme.pk, "publish": "on", "page": [each.pk for each in pages.values()]}
    plan = moderator.post(address("add_theme", pages.values()), sent).content.decode()
    assert "3 pages are changed" in plan and "It is changed and published." in plan
    assert "It has other changes that are not public, so nothing is published." in plan
    assert "Its draft changes; it is not public." in plan
    assert {name: state(page) for name, page in pages.items()} == before


def test_a_theme_is_added_published_where_asked_and_undone(moderator, pages, theme):
    before = {name: state(page) for name, page in pages.items()}
    answer = act(moderator, "add_theme", pages.values(), theme=theme.pk, publish="on").content.decode()
    assert "3 pages changed" in answer and "Undo" in answer
    assert [row.theme for row in draft(pages["draft"]).theme_links.all()] == [theme]
    with reading() as graph:
        values = {name: graph.node(id_of(pages[name]))["values"] for name in ("public", "changed")}
    assert "themes" in values["public"] and "themes" not in values["changed"]
    assert draft(pages["changed"]).overview == "<p>Not public yet.</p>"
    undo(moderator)
    assert {name: state(page) for name, page in pages.items()} == before
    with reading() as graph:
        assert "themes" not in graph.node(id_of(pages["public"]))["values"]


def test_without_the_tick_nothing_is_published(moderator, pages, theme):
    act(moderator, "add_theme", pages.values(), theme=theme.pk)
    assert not models.ThemeLink.objects.filter(page=pages["public"]).exists()
    assert draft(pages["public"]).theme_links.count() == 1
    undo(moderator)
    page = Page.objects.get(pk=pages["public"].pk)
    assert page.live and not page.has_unpublished_changes


def test_an_editor_who_may_not_publish_makes_drafts(editor, pages, theme):
    act(editor, "add_theme", pages.values(), theme=theme.pk, publish="on")
    assert not models.ThemeLink.objects.filter(page=pages["public"]).exists()
    assert draft(pages["public"]).theme_links.count() == 1
    undo(editor)
    assert not Page.objects.get(pk=pages["public"].pk).has_unpublished_changes


def test_a_donor_comes_with_an_amount_and_the_form_checks_it(moderator, pages, donor):
    wrong = moderator.post(address("add_donor", pages.values()), {"donor": donor.pk, "amount": "10"})
    assert "An amount needs its currency" in wrong.content.decode()
    act(moderator, "add_donor", [pages["public"]], donor=donor.pk, amount="10.50", currency="eur", year="2024")
    [row] = draft(pages["public"]).fundings.all()
    assert (row.donor, row.amount, row.currency, row.year) == (donor, 10.5, "EUR", 2024)


def test_what_is_left_alone_is_told_with_the_reason(moderator, home, index, pages, theme, korea):
    act(moderator, "add_theme", [pages["public"]], theme=theme.pk)
    french, _ = Locale.objects.get_or_create(language_code="fr")
    for each in (home, index):
        publish(each.copy_for_translation(french))
    translation = pages["public"].copy_for_translation(french)
    Page.objects.filter(pk=pages["draft"].pk).update(locked=True)
    news = index.add_child(instance=models.NewsPage(title="News", slug="news", live=False))
    alias = pages["changed"].create_alias(update_slug="alias")
    chosen = [pages["public"], translation, pages["draft"], news, alias, index]
    plan = moderator.post(address("add_theme", chosen), {"theme": theme.pk}).content.decode()
    assert "No page is changed" in plan and "6 pages are left alone" in plan
    for reason in (
        "It has it already.",
        "It is a translation",
        "It is locked",
        "no such field",
        "It is an alias",
        "lists others",
    ):
        assert reason in plan
    act(moderator, "add_theme", chosen, theme=theme.pk)
    assert {each.state for each in models.Batch.objects.first().pages.all()} == {"left"}


def test_a_page_that_was_edited_since_is_kept_and_told(moderator, pages, theme):
    act(moderator, "add_theme", pages.values(), theme=theme.pk)
    edited = draft(pages["draft"])
    edited.title = "Edited"
    edited.save_revision(user=user(moderator))
    answer = undo(moderator).content.decode()
    assert "2 pages are as before" in answer and "1 page kept as it is" in answer
    assert draft(pages["draft"]).title == "Edited" and draft(pages["draft"]).theme_links.count() == 1
    assert (
        "Somebody has edited or published it since."
        in moderator.get(reverse("batch", args=[models.Batch.objects.get().pk])).content.decode()
    )


def test_pages_are_published_together_and_withdrawn_again(moderator, pages):
    before = {name: state(page) for name, page in pages.items()}
    plan = moderator.get(address("publish", pages.values())).content.decode()
    assert "2 pages are changed" in plan and "It is public, and has no changes." in plan
    act(moderator, "publish", pages.values())
    with reading() as graph:
        assert all(id_of(page) in graph for page in pages.values())
    undo(moderator)
    assert {name: state(page) for name, page in pages.items()} == before
    assert draft(pages["changed"]).overview == "<p>Not public yet.</p>"
    assert models.ProjectPage.objects.get(pk=pages["changed"].pk).overview == ""
    with reading() as graph:
        assert id_of(pages["draft"]) not in graph and id_of(pages["changed"]) in graph


def test_a_page_without_any_revision_has_a_way_back(moderator, index, theme):
    page = index.add_child(instance=models.ProjectPage(title="Bare", slug="bare"))
    act(moderator, "add_theme", [page], theme=theme.pk, publish="on")
    assert models.ThemeLink.objects.filter(page=page).exists()
    undo(moderator)
    assert not models.ThemeLink.objects.filter(page=page).exists()


def test_a_review_is_requested_and_withdrawn(editor, pages):
    act(editor, "review", pages.values())
    assert {name: Page.objects.get(pk=page.pk).workflow_in_progress for name, page in pages.items()} == {
        "public": False,
        "changed": True,
        "draft": True,
    }
    undo(editor)
    assert not any(Page.objects.get(pk=page.pk).workflow_in_progress for page in pages.values())


def test_the_log_tells_who_did_it(moderator, pages, theme):
    act(moderator, "add_theme", [pages["public"]], theme=theme.pk, publish="on")
    told = PageLogEntry.objects.filter(page=pages["public"].pk, user=user(moderator)).values_list("action", flat=True)
    assert {"wagtail.edit", "wagtail.publish"} <= set(told)


def test_all_in_the_listing_means_what_its_filters_leave(administrator, pages, project, theme, korea):
    back = reverse("content-projects:index")
    query = f"?countries={korea.pk}&id=all&next={back}"
    for action in ("add_theme", "delete", "unpublish"):
        shown = administrator.get(reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + query)
        html = shown.content.decode()
        assert "Draft" in html and "Training in Phnom Penh" not in html


def test_work_that_takes_long_goes_on_with_the_next_request(moderator, pages, theme, monkeypatch):
    monkeypatch.setattr(running, "SECONDS", -1)
    shown = act(moderator, "add_theme", pages.values(), theme=theme.pk).content.decode()
    assert "3 pages wait" in shown and "Go on" in shown
    monkeypatch.setattr(running, "SECONDS", 60)
    batch = models.Batch.objects.get()
    moderator.post(reverse("batch_run", args=[batch.pk]))
    assert {each.state for each in batch.pages.all()} == {"done"}


def test_more_pages_than_may_be_are_told(moderator, pages, theme, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    assert "At most 2 pages" in moderator.get(address("add_theme", pages.values())).content.decode()


# Attacks.


def test_a_remit_holds_for_actions_on_many_pages(moderator, pages, project, theme, cambodia):
    responsible("Moderators", countries=[cambodia])
    both = [project, pages["draft"]]
    act(moderator, "add_theme", both, theme=theme.pk, publish="on", page=[each.pk for each in both])
    assert [draft(each).theme_links.count() for each in both] == [1, 0]
    act(moderator, "publish", [pages["draft"], pages["changed"]])
    act(moderator, "review", [pages["draft"], pages["changed"]])
    assert not Page.objects.get(pk=pages["draft"].pk).live
    assert Page.objects.get(pk=pages["changed"].pk).has_unpublished_changes
    assert not Page.objects.get(pk=pages["draft"].pk).workflow_in_progress


def test_a_remit_that_came_meanwhile_holds_for_undoing(moderator, pages, theme, cambodia):
    act(moderator, "add_theme", [pages["draft"]], theme=theme.pk)
    responsible("Moderators", countries=[cambodia])
    undo(moderator)
    assert draft(pages["draft"]).theme_links.count() == 1


def test_nobody_else_sees_goes_on_with_or_undoes_a_batch(moderator, editor, pages, theme):
    act(moderator, "add_theme", pages.values(), theme=theme.pk)
    batch = models.Batch.objects.get()
    for name in ("batch_undo", "batch_run"):
        editor.post(reverse(name, args=[batch.pk]))
    assert "Policy design" not in editor.get(reverse("batch", args=[batch.pk]), follow=True).content.decode()
    batch.refresh_from_db()
    assert batch.undone_at is None
    assert "Add a theme" not in editor.get(reverse("batches")).content.decode()
    assert "Policy design" in moderator.get(reverse("batches")).content.decode()
