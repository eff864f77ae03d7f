"""No word of the site is left in English: each visible text is from a catalogue, from the graph, or a name."""

import re
from functools import cache

import pytest
from babel import Locale
from bs4 import BeautifulSoup, NavigableString
from django.test import Client
from django.utils.text import capfirst
from django.utils.translation import override
from django.utils.translation.trans_real import catalog
from wagtail.models import Page

from cms.messages.catalogues import languages, read
from cms.models import ProjectPage
from graph.declarations import primary_language, registry
from graph.publishing.queries import worked_queries
from graph.replica import reading
from tests.thorough import slow_but

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

NAMES = {
    *(
        "Accord",
        "BibTeX",
        "CFF",
        "CSV",
        "DataCite",
        "Excel",
        "GeoJSON",
        "GraphQL",
        "IATI",
        "GraphiQL",
        "gzip",
        "JSON",
        "JSON-LD",
        "N-Quads",
    ),
    *("N-Triples", "RDF/XML", "SHA-256", "SPARQL", "TriG", "Turtle", "TSV", "XLSX", "XML", "ZIP"),
}
"""Names that are the same in every language."""
NOT_WORDS = (
    "script",
    "style",
    "code",
    "pre",
    "textarea",
    "data",
    "time",
    ".download",
    ".citation",
    "a[dir=ltr]",
    "head > :not(title)",
)
"""Elements whose text is no words of the site; dates and amounts in `data` and `time` have a test of their own.

A citation has the form that citations have in every language.
"""
ATTRIBUTES = ("title", "aria-label", "placeholder", "data-done", "data-progress")
PLACEHOLDER = re.compile(r"%(?:\\\(\w+\\\))?[sd]")
TAG = re.compile(r"<[^>]+>")
SEPARATORS = (" – ", ": ", " · ", " (", ", ")
"""What stands between texts on one line, the widest first."""
ADDRESS = re.compile(r"\w+://\S+")
END = re.compile(r"\.\s+")
"""Where a sentence ends and another begins."""
COUNTED = re.compile(r"(.+?) (?:\d+|\(([^()]+)\))")
"""A name with a number or with its type in brackets."""
WORD = re.compile(r"[^\W\d_]{2,}")
SEARCHES = ("", "training", "no such word", "trainning", "x" * 400)


@cache
def said(language):
    """Return the texts of the catalogues, and a pattern for those of ours that have placeholders."""
    patterns = []
    for message in read(language):
        for fragment in fragments(message.string) if message.id else ():
            pattern = PLACEHOLDER.sub(".+", re.escape(fragment))
            if pattern != re.escape(fragment) and WORD.search(pattern):
                patterns.append(pattern)
    with override(language):
        exact = {fragment for _, text in catalog()._catalog.items() for fragment in fragments(text)}
    return exact | {capfirst(each) for each in exact}, re.compile("|".join(patterns), re.DOTALL)


def fragments(string):
    """Yield the pieces of a text between its tags; of each form, if it has several."""
    for form in string if isinstance(string, tuple | list) else (string,):
        yield from (" ".join(piece.split()) for piece in TAG.split(str(form or "")))


def strings(value):
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


@pytest.fixture(scope="module")
def content(loaded):
    """Return the texts of the graph, which editors have written."""
    with reading() as replica:
        nodes = (replica.node(each) for declared in registry() for each in replica.of_type(declared.name))
        titles = Page.objects.values_list("title", flat=True)
        return {" ".join(each.split()) for node in nodes for each in strings(node["values"])} | set(titles)


@pytest.fixture(scope="module")
def pages(loaded):
    """Return the addresses of one page of each template and of the richest resource of each type."""
    found = ["/en/", "/browse/", "/browse/nothing/", "/dataset", "/vocab", "/sparql", "/sparql?query=SELECT"]
    found += ["/sparql?query=ASK%20%7B%7D", "/sparql?example=nothing", "/en/projects/", "/nothing/"]
    found += [f"/sparql?example={name}" for name in worked_queries()]
    found += [f"/search/?q={text}" for text in SEARCHES]
    with reading() as replica:
        for declared in registry().resources:
            found.append(f"/browse/{declared.graph_type.slug}/")
            resources = replica.of_type(declared.name)
            if resources:
                found.append(f"/browse/{max(resources, key=lambda each: len(str(replica.node(each))))}/")
        country = max(replica.of_type("Country"), key=lambda each: len(str(replica.node(each))))
        found += [f"/browse/{country}/{each}/" for each in registry().types["Country"].inverses]
    return found


def visible(html):
    """Yield the texts of a page in its own language: without those that say in which language they are."""
    page = BeautifulSoup(html, "html.parser")
    for each in page.select(", ".join((*NOT_WORDS, "body [lang]"))):
        each.decompose()
    for element in page.find_all(True):
        yield from (element[name] for name in ATTRIBUTES if element.get(name))
    yield from (str(each) for each in page.find_all(string=True) if type(each) is NavigableString)


@cache
def words_of_dates(language):
    months = Locale.parse(primary_language(language)).months.values()
    names = [name for widths in months for several in widths.values() for name in several.values()]
    return {word for name in names for word in WORD.findall(name)} | {"de"}


def unexplained(html, language, content):
    """Yield the texts of a page that are neither from the language's catalogue nor from the graph."""
    exact, pattern = said(language)
    names = Locale.parse(primary_language(language)).languages.values()
    known = exact | content | NAMES | {*SEARCHES, *names} | {capfirst(name) for name in names}

    def is_known(text, separators=SEPARATORS):
        bare = text.strip(" ·()+–/:")
        if not WORD.search(text) or not known.isdisjoint((text, bare)) or pattern.fullmatch(text):
            return True
        if words_of_dates(language).issuperset(WORD.findall(text)) or is_joined(text):
            return True
        return bool(separators) and all(is_known(each, separators[1:]) for each in text.split(separators[0]))

    def is_joined(text):
        """Return whether a text is a shortened name, a name with more in brackets, or several sentences."""
        if text.endswith("…"):
            return any(each.startswith(text[:-1]) for each in known)
        named = COUNTED.fullmatch(text)
        if named and is_known(named[1]) and is_known(named[2] or ""):
            return True
        ends = [match.end() for match in END.finditer(text)]
        return any(text[:at].strip() in known | {"."} and is_known(text[at:]) for at in ends)

    for text in visible(html):
        if not is_known(" ".join(ADDRESS.sub("", text).split())):
            yield text.strip()


@pytest.mark.parametrize("language", slow_but({"ar"}, languages()))
def test_no_page_has_a_word_of_another_language_than_its_own(language, pages, content):
    client, left = Client(), {}
    for address in pages:
        joined = f"{address}{'&' if '?' in address else '?'}lang={primary_language(language)}"
        response = client.get(joined, headers={"Accept": "text/html"}, follow=True)
        page = response.content.decode()
        assert BeautifulSoup(page, "html.parser").html["lang"] == language, joined
        for each in unexplained(page, language, content):
            left.setdefault(each, joined)
    assert left == {}


@pytest.mark.parametrize(
    ("language", "start", "amount"),
    [
        ("en", "Jul 2018", "EUR 1,720,000"),
        ("fr", "juillet 2018", "1 720 000"),
        ("es", "julio de 2018", "1.720.000"),
        ("ar", "يوليو 2018", "1,720,000"),
        ("ru", "июль 2018", "1 720 000"),
        ("zh", "2018年7月", "1,720,000"),
    ],
)
def test_dates_and_amounts_are_written_as_the_language_does(language, start, amount):
    project = ProjectPage.objects.get(slug="expert-facility-second-phase", locale__language_code="en")
    page = BeautifulSoup(Client().get(f"{project.url}?lang={language}", follow=True).content, "html.parser")
    written = [" ".join(each.get_text().split()) for each in page.select("data, dd > bdi")]
    assert any(start in each for each in written), written
    assert any(amount in each for each in written), written
