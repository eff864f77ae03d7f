"""Nothing that an editor or a source writes becomes markup or script of the page."""

import json

import pytest
from bs4 import BeautifulSoup

from cms import models
from graph import identity
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db

ATTACK = "</script></title><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"


@pytest.fixture
def attacked(project, cambodia, donor, activity):
    cambodia.labels = {"en": ATTACK, "ar": ATTACK}
    cambodia.save()
    donor.labels, donor.acronym = {"en": ATTACK}, "<i>x</i>"
    donor.save_revision().publish()
    # No form takes this address.
    models.Organisation.objects.filter(pk=donor.pk).update(homepage="javascript:alert(1)")
    project.title = ATTACK
    project.overview = (
        f'<p onclick="alert(1)">{ATTACK}<a href="javascript:alert(1)">x</a></p><iframe src="//x"></iframe>'
    )
    project.sections = [models.Section(title=ATTACK, body=f"<p>{ATTACK}</p>")]
    return publish(project)


def addresses(project, donor):
    return [
        *("/en/", "/en/projects/", "/en/projects/training/", "/en/projects/training/workshop/"),
        *("/browse/project/", "/browse/country/", "/browse/organisation/", "/browse/country/KH/"),
        *("/browse/country/KH/projects/", "/browse/country/KH/?lang=ar", f"/browse/{identity.id_of(donor)}/"),
    ]


def without_harm(response):
    page = BeautifulSoup(response.content, "html.parser")
    scripts = [each for each in page.find_all("script") if not each.get("src", "").startswith("/static/")]
    assert {each.get("type") for each in scripts} <= {"application/ld+json"}
    for each in scripts:
        json.loads(each.string)
    assert not page.find_all(["img", "iframe"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert not str(tag.get("href", "")).startswith("javascript")
    return page


def test_markup_in_names_and_texts_stays_text(client, attacked, donor):
    for address in addresses(attacked, donor):
        response = client.get(address)
        assert response.status_code == 200, address
        without_harm(response)
    page = without_harm(client.get("/en/projects/training/"))
    assert page.h1.get_text(strip=True) == ATTACK
    assert ATTACK in {each.get_text() for each in page.select("dd a")}
    assert "alert(1)" not in page.select_one(".prose").get_text().replace(ATTACK, "")


def test_plain_text_in_blocks_stays_text(client, activity):
    page = without_harm(client.get("/en/projects/training/workshop/"))
    assert page.h3.string == "Who <came>"


def test_markup_in_the_title_of_what_was_withdrawn_stays_text(client, attacked, soup):
    address = f"/browse/{identity.id_of(attacked)}/"
    soup(address)
    attacked.unpublish()
    response = client.get(address)
    assert response.status_code == 410
    assert ATTACK in without_harm(response).main.get_text()


def test_markup_in_an_address_stays_text(client, home):
    for address in ("/browse/country/<script>alert(1)<\\script>/", "/browse/?lang=<script>", "/en/?page=<script>"):
        without_harm(client.get(address))


def test_markup_in_a_private_page_stays_text(editor, attacked):
    restrict(attacked)
    page = BeautifulSoup(editor.get("/en/projects/training/").content, "html.parser")
    assert page.h1.get_text(strip=True) == ATTACK
