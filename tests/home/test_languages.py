"""Six languages and two directions: the address decides, the text says in which it is."""

import re

import pytest

from cms.settings.environment import BASE_DIR
from graph import identity

pytestmark = pytest.mark.django_db


def test_an_arabic_page_reads_from_right_to_left(arabic, soup, fact):
    page = soup("/ar/projects/training-ar/")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.h1.get_text(strip=True) == "تدريب في بنوم بنه"
    assert (page.select_one(".prose")["lang"], page.select_one(".prose")["dir"]) == ("ar", "rtl")
    assert fact(page, "الفترة")[0].startswith("فبراير 2020")


def test_text_that_is_missing_in_a_language_says_its_own(arabic, soup):
    country = soup("/browse/country/KH/?lang=ar").h1.span
    assert (country["lang"], country["dir"], country.string) == ("en", "ltr", "Cambodia")


def test_a_translation_adds_its_text_to_the_facts_of_the_first(arabic, soup, fact):
    assert fact(soup("/ar/projects/training-ar/"), "البلدان") == ["Cambodia"]


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


def known_to_search_engines(page):
    """Return the canonical address, and the address for each language."""
    alternates = {each["hreflang"]: each["href"] for each in page.select("link[rel=alternate][hreflang]")}
    return page.select_one("link[rel=canonical]")["href"], alternates


def test_search_engines_learn_of_the_translations_that_exist(arabic, soup):
    english, own = (f"http://testserver/{each}/" for each in ("en/projects/training", "ar/projects/training-ar"))
    expected = {"en": english, "ar": own, "x-default": english}
    assert known_to_search_engines(soup("/ar/projects/training-ar/")) == (own, expected)
    assert known_to_search_engines(soup("/en/projects/training/?lang=fr")) == (english, expected)


def test_a_list_is_a_page_of_its_own_in_each_language_whatever_else_its_address_says(project, soup):
    canonical, alternates = known_to_search_engines(soup("/browse/project/?lang=fr&page=1&utm_source=elsewhere"))
    assert canonical == alternates["fr"] == "http://testserver/browse/project/?page=1&lang=fr"
    assert alternates["x-default"] == "http://testserver/browse/project/?page=1"
    assert list(alternates) == ["en", "fr", "es", "ar", "ru", "zh", "x-default"]


def test_an_index_knows_its_translations(arabic, soup):
    found = {each["lang"]: each["href"] for each in soup("/en/projects/").select(".languages a")}
    assert found["ar"].startswith("http://testserver/ar/")
    assert found["fr"] == "/en/projects/?lang=fr"


def test_a_language_without_the_text_says_so_and_offers_those_with_it(arabic, soup):
    offered = soup("/en/projects/training/?lang=ru").select("main > .notice a")
    assert [(each["hreflang"], each.string) for each in offered] == [("en", "English"), ("ar", "العربيّة")]
    assert not soup("/ar/projects/training-ar/").select("main > .notice")
    assert not soup("/browse/country/KH/?lang=ru").select("main > .notice")


def test_the_text_of_a_page_says_its_language_where_the_site_around_it_has_another(home, soup):
    heading = soup("/en/?lang=ar").h1.span
    assert (heading["lang"], heading["dir"], heading.string) == ("en", "ltr", "Accord")


def test_no_style_knows_left_from_right():
    physical = re.compile(r"(?<![\w-])(?:left|right)\s*:|-(?:left|right)\s*:|(?:float|text-align):\s*(?:left|right)")
    sheets = [path for app in ("cms", "graph", "home", "schema") for path in (BASE_DIR / app).rglob("static/**/*.css")]
    assert len(sheets) > 3
    assert [path.name for path in sheets if physical.search(path.read_text("utf-8"))] == []


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
