"""The catalogues of translations: complete, compiled, and what is wrong with one is said."""

import pytest
from babel.messages.catalog import Catalog
from django.utils.translation import override

from cms.messages.catalogues import files, languages, path, updated
from cms.messages.checking import problems
from cms.messages.extraction import messages
from graph.declarations import registry


@pytest.fixture(scope="module")
def sources():
    return messages()


@pytest.fixture
def found(settings, tmp_path):
    """Return two texts, and an empty folder for catalogues."""
    settings.LOCALE_PATHS = [tmp_path]
    catalog = Catalog()
    catalog.add("Page %(number)s", locations=[("home/views.py", 1)])
    catalog.add(("%(n)s page", "%(n)s pages"), locations=[("home/views.py", 2)])
    return catalog


def write(language, found, *strings):
    catalogue = updated(language, found)
    for message, string in zip((each for each in catalogue if each.id), strings, strict=True):
        message.string = string
    for file, content in files(language, catalogue):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@pytest.mark.parametrize("language", languages())
def test_every_text_of_the_sources_is_translated_and_compiled(language, sources):
    assert list(problems(language, sources)) == []


def test_texts_of_every_kind_of_source_are_found(sources):
    places = {place for message in sources for place, _ in message.locations}
    for expected in ("home/views.py", "templates/base.html", "templates/home/search.md", "cms/models/project.py"):
        assert expected in places
    assert any(place.endswith(".rq") for place in places)
    with override("en"):
        assert all(sources.get(declared.type_definition) for declared in registry())


def test_every_type_says_its_plural_in_words_of_its_own():
    """Without them Django adds an s, in every language."""
    for declared in registry():
        assert "verbose_name_plural" in declared.model._meta.original_attrs, declared.name


@pytest.mark.parametrize(
    ("strings", "fault"),
    [
        (("", ("%(n)s page", "%(n)s pages")), "is not translated"),
        (("Page", ("%(n)s page", "%(n)s pages")), "has other placeholders"),
        (("Page %(nombre)s", ("%(n)s page", "%(n)s pages")), "has other placeholders"),
        (("Page %(number)s", ("Une page", "pages")), "has other placeholders"),
        (("Page %(number)s", ("Une page", "")), "is not translated"),
    ],
)
def test_a_text_that_is_missing_or_lacks_a_placeholder_is_a_fault(found, strings, fault):
    write("fr", found, *strings)
    [said] = problems("fr", found)
    assert fault in said


def test_a_language_with_six_forms_may_say_one_and_two_in_words(found):
    several = tuple(f"{form} %(n)s" for form in range(3))
    write("ar", found, "صفحة %(number)s", ("لا صفحات", "صفحة", "صفحتان", *several))
    assert list(problems("ar", found)) == []


def test_a_catalogue_behind_its_sources_is_a_fault(found):
    write("fr", found, "Page %(number)s", ("%(n)s page", "%(n)s pages"))
    found.add("New", locations=[("home/views.py", 3)])
    assert any("out of date" in each for each in problems("fr", found))


def test_a_catalogue_that_was_not_compiled_is_a_fault(found):
    write("fr", found, "Page %(number)s", ("%(n)s page", "%(n)s pages"))
    assert list(problems("fr", found)) == []
    path("fr").with_suffix(".mo").write_bytes(b"")
    assert ["out of date" in each for each in problems("fr", found)] == [True]
