"""An old page is entered by hand from its text, here and in a form as Wagtail has it of itself: both are counted."""

import re
from html import unescape

import pytest
from django.core.management import call_command
from django.utils.html import strip_tags
from playwright.sync_api import expect

from cms import models
from tests.end_to_end.archive import NO_PAGES, PAGES, SEED
from tests.end_to_end.counting import assert_less

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(not PAGES, reason=NO_PAGES)]
TEXTS = {
    "overview": "Context/Overview:(.*?)General Aim:",
    "aim": "General Aim:(.*?)Results:",
    "results_text": "Results:(.*?)Section for activities:",
    "short_description": "Short Description:(.*?)Position:",
}
LETTERS = 4
"""So many are typed to find a country or an organisation in a long list."""


@pytest.fixture
def facts():
    """Return what people read on the page, and its texts as they stand at its foot."""
    foot = SEED.read_text("utf-8").partition("Photo Gallery:")[2]
    texts = {name: re.search(pattern, foot, re.S)[1].strip() for name, pattern in TEXTS.items()}
    return PAGES[SEED.name] | texts


@pytest.fixture
def ada(ada):
    call_command("load_reference_data", verbosity=0)
    return ada


def open_form(ada, index) -> None:
    ada.open("wagtailadmin_pages:add", "cms", "projectpage", index.pk)
    expect(ada.title).to_be_visible()


def write_overview(ada, facts) -> None:
    """What is no row: the same in both forms."""
    ada.paste(ada.title, facts["title"])
    ada.type(ada.tab.locator("#id_start_date"), facts["start_as_written"])
    ada.type(ada.tab.locator("#id_end_date"), facts["end_as_written"])
    for heading, name in (("Context and overview", "overview"), ("General aim", "aim"), ("Results", "results_text")):
        section = ada.tab.get_by_role("region", name=heading, exact=True)
        ada.paste(section.locator("[contenteditable=true]:visible"), facts[name])
    ada.click(ada.tab.locator("#id_sections-ADD"))
    section = ada.tab.locator("#inline_child_sections-0")
    ada.type(section.locator("#id_sections-0-title"), "Activities")
    ada.paste(section.locator("[contenteditable=true]:visible").first, facts["short_description"])
    ada.pick(section.locator("#id_sections-0-position"), "Bottom left")
    ada.pick(section.locator("#id_sections-0-style"), "Collapsed")


def tick(ada, what: str, names: list[str]) -> None:
    """In our form: all from one list."""
    dialog = ada.open_chooser(what)
    for name in names:
        ada.click(dialog.get_by_title(f"Select {name}", exact=True))
    ada.confirm(dialog)


def tick_group(ada, group: str, names: list[str]) -> None:
    dialog = ada.open_chooser("country")
    ada.pick(dialog.get_by_label("All of a country group"), group)
    expect(dialog.get_by_text("countries are ticked")).to_be_visible()
    for each in dialog.locator("tbody input[name=id]").all():
        if each.get_attribute("title").removeprefix("Select ") not in names:
            ada.click(each)
    ada.confirm(dialog)


def enter_here(ada, facts) -> None:
    write_overview(ada, facts)
    tick(ada, "theme", facts["themes"])
    tick(ada, "type", facts["types"])
    ada.go_to("People and places")
    tick_group(ada, "Association of Southeast Asian Nations", facts["countries_as_written"])
    ada.go_to("Money")
    ada.make("donor", facts["donors"][0])
    ada.save()


def make_before(ada, name: str) -> None:
    """Wagtail's choosers offer what is there: the rest is made elsewhere, and first."""
    ada.open("wagtailadmin_home")
    ada.click(ada.tab.get_by_role("button", name="Reference data"))
    ada.click(ada.tab.get_by_role("list", name="Reference data").get_by_role("link", name="Organisations"))
    ada.click(ada.tab.get_by_role("link", name=re.compile("Add organisation")).first)
    ada.type(ada.tab.get_by_label("English").first, name)
    ada.save()


def choose(ada, relation: str, field: str, names: list[str], search: bool = False) -> None:
    """In Wagtail's form: for each a row, a list, a search where the list is long, and a choice."""
    for number, name in enumerate(names):
        ada.click(ada.tab.locator(f"#id_{relation}-ADD"))
        row = ada.tab.locator(f"#inline_child_{relation}-{number}")
        ada.click(row.locator("[data-chooser-action-choose]:visible"))
        dialog = ada.tab.locator(".modal-dialog")
        if search:
            ada.type(dialog.get_by_label("Search term"), name[:LETTERS])
        ada.click(dialog.get_by_role("link", name=name, exact=True))
        expect(dialog).to_have_count(0)
        expect(row.locator("[data-chooser-title]")).to_have_text(name)


def enter_in_wagtails(ada, facts) -> None:
    write_overview(ada, facts)
    choose(ada, "theme_links", "theme", facts["themes"])
    choose(ada, "project_type_links", "project_type", facts["types"])
    choose(ada, "country_links", "country", facts["countries_as_written"], search=True)
    choose(ada, "fundings", "donor", facts["donors"], search=True)
    ada.save()


def assert_entered(facts) -> None:
    draft = models.ProjectPage.objects.get().get_latest_revision_as_object()
    assert (draft.title, str(draft.start_date), str(draft.end_date)) == (facts["title"], *facts["edtf"].split("/"))
    for name in ("overview", "aim", "results_text"):
        assert words(getattr(draft, name)) == facts[name].split()
    [section] = draft.sections.all()
    assert (section.title, section.position, section.style) == ("Activities", "bottom-left", "collapsed")
    assert words(section.short_description) == facts["short_description"].split()
    assert [str(row.theme) for row in draft.theme_links.all()] == facts["themes"]
    assert [str(row.project_type) for row in draft.project_type_links.all()] == facts["types"]
    assert {row.country.code for row in draft.country_links.all()} == set(facts["countries_iso"])
    assert [str(row.donor) for row in draft.fundings.all()] == facts["donors"]


def words(html: str) -> list[str]:
    return unescape(strip_tags(html.replace("<", " <"))).split()


def forget(facts) -> None:
    models.ProjectPage.objects.get().delete()
    models.Organisation.objects.get(labels__en=facts["donors"][0]).delete()


def let_it_be_read(ada) -> None:
    ada.open("wagtailadmin_home")
    ada.click(ada.tab.get_by_role("navigation", name="Main menu").get_by_role("link", name="Import"))
    ada.paste(ada.tab.get_by_label("Text of an old page"), SEED.read_text("utf-8"))
    ada.click(ada.tab.get_by_role("button", name="Show what would be made"))
    ada.click(ada.tab.get_by_role("button", name="Create drafts"))
    expect(ada.tab.get_by_role("button", name="Undo")).to_be_visible()


def test_entering_an_old_page_by_hand(ada, index, facts, plain, record_property):
    open_form(ada, index)
    enter_here(ada, facts)
    assert_entered(facts)
    ada.look("by-hand")
    ours = ada.done()
    forget(facts)
    let_it_be_read(ada)
    assert_entered(facts)
    assert_less(record_property, "import an old page", ada.done(), ours)
    forget(facts)
    plain()
    make_before(ada, facts["donors"][0])
    open_form(ada, index)
    enter_in_wagtails(ada, facts)
    assert_entered(facts)
    ada.look("by-hand-in-wagtail")
    assert_less(record_property, "enter an old page", ours, ada.done())
