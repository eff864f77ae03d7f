"""Donors' pages: an organisation with all that its page says, whose supported projects are told."""

import pytest

from cms.acting import system
from cms.importers import Options, import_contents
from cms.models import Country, Organisation

pytestmark = pytest.mark.django_db

ADDRESS = "https://en.example.org/donors/river-fund"
STORY = "The fund was made by the people who live along the river."
PAGE = f"""URL: {ADDRESS}?view=3

River Fund

Type of donor:
Country

{STORY}

Supported projects

Songs of the river
Dec 2014 - Jun 2018
Lao PDR, Republic of Korea

From song to song
"""


def run(text, **options):
    _, [outcome] = import_contents([("page.txt", text.encode)], Options(system.on_command(), **options))
    assert not outcome.error
    return outcome.pages[0]


def test_a_donor_page_becomes_an_organisation_of_its_kind(site):
    text = "Type of donor:\nCountry\n\nRiver Fund\n\nEnglish\nSupported projects:\nSongs of the river\n"
    told = run(text)
    organisation = Organisation.objects.get()
    assert (str(organisation), organisation.kind, organisation.live) == ("River Fund", "government", False)
    assert {"label": "Supported project", "value": "Songs of the river"} in told["unplaced"]
    assert Country.objects.filter(labels__en="River Fund").count() == 0
    assert run(text)["action"] == "unchanged" and Organisation.objects.count() == 1


def test_all_that_the_page_says_is_on_the_organisation_or_told(site):
    told = run(PAGE)
    organisation = Organisation.objects.get()
    assert (str(organisation), organisation.kind) == ("River Fund", "government")
    assert organisation.description == {"en": STORY}
    assert organisation.source == f"{ADDRESS}?view=3"
    assert [each["value"] for each in told["unplaced"]] == [
        "Songs of the river (Dec 2014 - Jun 2018) (Lao PDR, Republic of Korea)",
        "From song to song",
    ]


def test_a_type_without_a_value_leaves_the_text_below_it_whole(site):
    assert run(PAGE.replace("Country\n", ""))["unplaced"][0]["label"] == "Supported project"
    assert (organisation := Organisation.objects.get()).description == {"en": STORY} and not organisation.kind


def test_what_an_editor_wrote_about_a_donor_stays(site):
    Organisation.objects.create(labels={"en": "River Fund"}, description={"en": "Ours."}, kind="foundation")
    told = run(PAGE)
    organisation = Organisation.objects.get()
    assert (organisation.description, organisation.kind) == ({"en": "Ours."}, "foundation")
    assert {"label": "Text", "value": STORY} in told["unplaced"]


def test_a_description_is_public_with_the_organisation_in_paragraphs(site, client):
    organisation = Organisation.objects.create(
        labels={"en": "River Fund"}, description={"en": "First.\n\nIts <second>.", "fr": "Un."}
    )
    query = '{ organisations { nodes { description { html } fr: description(lang: "fr") { text } } } }'
    [node] = client.get("/graphql/", {"query": query}).json()["data"]["organisations"]["nodes"]
    assert node == {"description": {"html": "<p>First.</p>\n\n<p>Its &lt;second&gt;.</p>"}, "fr": {"text": "Un."}}
    turtle = client.get(f"/data/organisation/{organisation.key}.ttl").content.decode()
    assert '"Un."@fr' in turtle and "Its <second>." in turtle
