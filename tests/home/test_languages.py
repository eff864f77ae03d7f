"""Six languages and two directions: the address decides, the text says in which it is."""

import pytest

from graph import identity

pytestmark = pytest.mark.django_db


def test_an_arabic_page_reads_from_right_to_left(arabic, soup, fact):
    page = soup("/ar/projects/training-ar/")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.h1.get_text(strip=True) == "تدريب في بنوم بنه"
    assert (page.select_one(".prose")["lang"], page.select_one(".prose")["dir"]) == ("ar", "rtl")
    assert fact(page, "Start") == ["فبراير 2020"]


def test_text_that_is_missing_in_a_language_says_its_own(arabic, soup):
    country = soup("/browse/country/KH/?lang=ar").h1.span
    assert (country["lang"], country["dir"], country.string) == ("en", "ltr", "Cambodia")


def test_a_translation_adds_its_text_to_the_facts_of_the_first(arabic, soup, fact):
    assert fact(soup("/ar/projects/training-ar/"), "Countries") == ["Cambodia"]


@pytest.mark.parametrize(
    ("address", "language", "direction"),
    [
        ("/browse/?lang=ar", "ar", "rtl"),
        ("/browse/?lang=zh", "zh-hans", "ltr"),
        ("/browse/?lang=fr-CA", "fr", "ltr"),
        ("/browse/?lang=tlh", "en", "ltr"),
        ("/browse/?lang=", "en", "ltr"),
        ("/en/?lang=ru", "ru", "ltr"),
        ("/en/projects/training/?lang=ar", "ar", "rtl"),
        ("/en/projects/?lang=tlh", "en", "ltr"),
    ],
)
def test_the_language_asked_for_is_the_page_s(project, soup, address, language, direction):
    page = soup(address)
    assert (page.html["lang"], page.html["dir"]) == (language, direction)


def test_without_a_wish_the_browser_s_language_counts(client, cambodia):
    response = client.get("/browse/country/KH/", headers={"Accept-Language": "fr"})
    assert response["Content-Language"] == "fr"
    assert "Accept-Language" in response["Vary"]
    assert "Cambodge" in response.content.decode()


def test_links_keep_the_language(project, soup):
    page = soup("/en/projects/training/?lang=fr")
    assert page.find("a", string="Cambodge")["href"] == "http://testserver/browse/country/KH/?lang=fr"
    country = soup("/browse/country/KH/?lang=fr")
    assert country.find("a", string="Training in Phnom Penh")["href"].endswith("/en/projects/training/?lang=fr")
    assert country.find("a", string="Training in Phnom Penh")["lang"] == "en"


def test_language_links_lead_to_translations_where_there_are_any(arabic, soup):
    found = {each["lang"]: each["href"] for each in soup("/en/projects/training/").select(".languages a")}
    assert found["ar"] == "http://testserver/ar/projects/training-ar/"
    assert found["fr"] == "/en/projects/training/?lang=fr"
    assert list(found) == ["en", "fr", "es", "ar", "ru", "zh"]


def test_a_resource_leads_to_its_page_in_the_language(client, arabic):
    address = f"/browse/{identity.id_of(arabic)}/"
    assert client.get(address, {"lang": "ar"})["Location"] == "http://testserver/ar/projects/training-ar/"
    assert client.get(address, {"lang": "es"})["Location"] == "http://testserver/en/projects/training/?lang=es"


def test_what_one_of_our_views_does_not_find_is_not_sought_elsewhere(client, home):
    response = client.get("/browse/country/XX/?lang=es")
    assert (response.status_code, response["Content-Language"]) == (404, "es")


def test_an_address_without_a_language_leads_to_the_page_in_one(client, project):
    response = client.get("/projects/training/", headers={"Accept-Language": "en"})
    assert (response.status_code, response["Location"]) == (302, "/en/projects/training/")
