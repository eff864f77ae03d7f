"""Texts by language: what was asked for, what answers in its place, and all of them."""

import pytest
from wagtail.models import Locale, Site

from cms import models
from schema.types import in_all_languages, in_language
from tests.fixtures import publish
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("available", "wanted", "answer"),
    [
        ("en fr", "fr", "fr"),
        ("en fr", "es", "en"),
        ("zh ru fr", "es", "fr"),
        ("zh ru", "en", "ru"),
        ("zh", "en", "zh"),
        ("km", "en", "km"),
        ("th km", "fr", "km"),
        ("en fr", None, "en"),
    ],
)
def test_the_chain_of_languages(available, wanted, answer):
    texts = {language: f"in {language}" for language in available.split()}
    found = in_language(texts, wanted)
    assert (found.lang, found.value) == (answer, f"in {answer}")


def test_no_text_is_no_answer():
    assert in_language({}, "en") is None


def test_all_languages_stand_in_their_order():
    assert [each.lang for each in in_all_languages(dict.fromkeys(["th", "zh", "fr", "en", "km"], "x"))] == [
        "en",
        "fr",
        "zh",
        "km",
        "th",
    ]


@pytest.mark.parametrize(
    ("argument", "title"),
    [
        ("", "Cambodia"),
        ('(lang: "fr")', "Cambodge"),
        ("(lang: fr)", "Cambodge"),
        ("(lang: FR)", "Cambodge"),
        ('(lang: "fr-CA")', "Cambodge"),
        ('(lang: "ru")', "Cambodia"),
        ("(lang: null)", "Cambodia"),
    ],
)
def test_a_title_in_the_language_asked_for(ask, cambodia, argument, title):
    assert ask(f'{{ country(code: "KH") {{ title{argument} }} }}')["country"] == {"title": title}


def test_the_language_may_be_a_variable(ask, cambodia):
    query = 'query ($lang: Language) { country(code: "KH") { title(lang: $lang) } }'
    assert ask(query, lang="fr")["country"] == {"title": "Cambodge"}
    assert ask(query)["country"] == {"title": "Cambodia"}


def test_titles_and_other_names_in_all_languages(ask, cambodia):
    cambodia.alternative_labels = {"en": ["Kampuchea", "Kingdom of Cambodia"], "es": ["Camboya"]}
    cambodia.save()
    query = """{ country(code: "KH") {
        titleByLanguage { lang text }
        alternativeTitles english: alternativeTitles(lang: "ar") spanish: alternativeTitles(lang: "es")
        alternativeTitlesByLanguage { lang texts }
    } }"""
    english = ["Kampuchea", "Kingdom of Cambodia"]
    assert ask(query)["country"] == {
        "titleByLanguage": [{"lang": "en", "text": "Cambodia"}, {"lang": "fr", "text": "Cambodge"}],
        "alternativeTitles": english,
        "english": english,
        "spanish": ["Camboya"],
        "alternativeTitlesByLanguage": [{"lang": "en", "texts": english}, {"lang": "es", "texts": ["Camboya"]}],
    }


@kept
def translated(project, index, home):
    """Return the project with a translation into French, and one into Spanish that is a draft."""
    for code, title, live in (("fr", "Formation", True), ("es", "Borrador", False)):
        locale = Locale.objects.create(language_code=code)
        below = home.copy_for_translation(locale)
        below.save_revision().publish()
        below = index.copy_for_translation(locale)
        below.save_revision().publish()
        page = project.copy_for_translation(locale)
        page.title, page.overview, page.slug = title, f"<p>{title}.</p>", title.lower()
        revision = page.save_revision()
        if live:
            revision.publish()
    Site.clear_site_root_paths_cache()
    return project


def test_translations_are_one_resource_with_texts_of_each(ask, translated):
    query = """{ projects { totalCount nodes {
        title french: title(lang: "fr") spanish: title(lang: "es")
        titleByLanguage { lang text }
        overview(lang: "fr") { lang text isFallback } fallback: overview(lang: "zh") { lang text isFallback }
        chinese: titleByLanguage(lang: ZH) { lang isFallback } inFrench: titleByLanguage(lang: FR) { text isFallback }
        overviewByLanguage { lang html }
        url french_url: url(lang: "fr")
    } } }"""
    found = ask(query)["projects"]
    assert found["totalCount"] == 1
    [node] = found["nodes"]
    assert node.pop("url") == translated.full_url
    assert node.pop("french_url").endswith("/formation/")
    assert node == {
        "title": translated.title,
        "french": "Formation",
        "spanish": translated.title,
        "titleByLanguage": [{"lang": "en", "text": translated.title}, {"lang": "fr", "text": "Formation"}],
        "overview": {"lang": "fr", "text": "Formation.", "isFallback": False},
        "fallback": {"lang": "en", "text": "Why it exists.", "isFallback": True},
        "chinese": [{"lang": "en", "isFallback": True}],
        "inFrench": [{"text": "Formation", "isFallback": False}],
        "overviewByLanguage": [
            {"lang": "en", "html": "<p>Why it exists.</p>"},
            {"lang": "fr", "html": "<p>Formation.</p>"},
        ],
    }


def test_the_languages_that_may_answer_can_be_chosen(ask, translated):
    query = """{ project(slug: "training") {
        title(lang: "zh", fallback: ["fr", "en"]) overview(lang: "zh", fallback: ["fr"]) { lang isFallback }
        none: title(lang: "zh", fallback: []) nothing: overview(lang: "es", fallback: []) { lang }
        wanted: overview(lang: "fr", fallback: []) { isFallback } any: overview(lang: null) { isFallback }
        usual: overview(lang: "zh") { isFallback } overviewByLanguage { isFallback }
    } }"""
    assert ask(query)["project"] == {
        "title": "Formation",
        "overview": {"lang": "fr", "isFallback": True},
        "none": None,
        "nothing": None,
        "wanted": {"isFallback": False},
        "any": {"isFallback": False},
        "usual": {"isFallback": True},
        "overviewByLanguage": [{"isFallback": False}, {"isFallback": False}],
    }


def test_translations_are_listed_with_their_pages(ask, translated, cambodia):
    query = """{
        project(slug: "training") { translations { lang title url } }
        country(code: "KH") { translations { lang url } }
    }"""
    found = ask(query)
    assert [(each["lang"], each["title"]) for each in found["project"]["translations"]] == [
        ("en", translated.title),
        ("fr", "Formation"),
    ]
    assert found["project"]["translations"][1]["url"].endswith("/fr/projects/formation/")
    country = "http://testserver/browse/country/KH/"
    assert found["country"]["translations"] == [
        {"lang": "en", "url": f"{country}?lang=en"},
        {"lang": "fr", "url": f"{country}?lang=fr"},
    ]


def test_a_page_is_found_by_the_slug_of_any_translation(ask, translated):
    query = "query ($slug: String!) { project(slug: $slug) { title } }"
    assert ask(query, slug="formation") == ask(query, slug="training") == {"project": {"title": translated.title}}
    assert ask(query, slug="borrador") == {"project": None}


def test_a_slug_that_two_pages_share_is_good_when_one_goes(ask, post, project, home):
    elsewhere = home.add_child(instance=models.ProjectIndexPage(title="More", slug="more"))
    other = elsewhere.add_child(instance=models.ProjectPage(title="Namesake", slug="training"))
    publish(other)
    query = '{ project(slug: "TRAINING") { title } }'
    [error] = post(query).json()["errors"]
    assert project.full_url in error["message"]
    assert other.full_url in error["message"]
    project.unpublish()
    assert ask(query)["project"] == {"title": "Namesake"}
    other.unpublish()
    assert ask(query)["project"] is None
