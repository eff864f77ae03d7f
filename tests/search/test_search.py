"""Words find what they mean in every script, whatever is typed around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms import models
from graph.presentation.descriptions import public_description
from graph.replica import reading
from search.highlights import highlight
from search.query import LONGEST, Query, QueryError
from search.results import search
from search.suggestions import corrected
from tests.fixtures import public, publish
from tests.kept import kept

pytestmark = pytest.mark.django_db

LABELS = [
    {"en": "Cultural policies", "fr": "Élaboration des politiques", "ru": "Культурная политика"},
    {"en": "Museums", "es": "Políticas de museos", "ar": "المتاحف الوطنيّة", "zh": "国家博物馆的保护"},
]


@kept
def themes(home):
    for labels in LABELS:
        models.Theme.objects.create(labels=labels)
    public()


def titles(text, **how):
    with reading() as replica:
        return [replica.node(each)["values"]["title"]["en"] for each in search(replica, text, **how).ranked()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("POLICY", "Cultural policies"),
        ("elaboration", "Cultural policies"),
        ("l'élaboration", "Cultural policies"),
        ("культурной политике", "Cultural policies"),
        ("politica museo", "Museums"),
        ("متاحف", "Museums"),
        ("الوطنية", "Museums"),
        ("博物馆", "Museums"),
        ("国家", "Museums"),
        ("博", "Museums"),
        ("the museum", "Museums"),
    ],
)
def test_endings_accents_and_scripts(themes, text, expected):
    assert titles(text) == [expected]


def test_all_words_must_stand_unless_that_finds_nothing(themes):
    assert titles("cultural policies") == ["Cultural policies"]
    assert set(titles("cultural museums")) == {"Cultural policies", "Museums"}


def test_a_beginning_is_enough_where_it_is_asked_for(themes):
    assert titles("museu") == []
    assert titles("museu", prefix=True) == ["Museums"]
    assert titles("cultural pol", prefix=True) == ["Cultural policies"]


def test_who_is_called_so_comes_first(themes):
    models.Theme.objects.create(labels={"en": "Museums and museums, museums"})
    assert titles("museums")[0] == "Museums"


def test_the_readers_language_comes_first(themes):
    models.Theme.objects.create(labels={"en": "Plan A", "fr": "Culture"})
    models.Theme.objects.create(labels={"en": "Culture", "fr": "Plan B"})
    assert titles("culture plan", language="fr")[0] == "Plan A"


@pytest.mark.parametrize(
    "text",
    ["", " ", '"', '"museums', "AND (", "museums) OR 1=1 --", "*", "title:", "'; DROP TABLE x; --", "\\", "!&|<->:*",
     "a" * 300, "\x00\x01\x1f", "NEAR(", "的", "the of", "½ ㎏ ﷺ"],
)  # fmt: skip
def test_nothing_is_an_operator(themes, text):
    titles(text)
    titles(text, prefix=True)


def test_what_is_typed_around_a_word_does_not_matter(themes):
    assert titles('"museums" AND (*') == titles("museums and") == ["Museums"]


def test_a_query_that_is_too_long_is_told_so(themes):
    with pytest.raises(QueryError, match=f"at most {LONGEST}"):
        titles("x" * 10_000)


@given(text=st.text(max_size=60))
def test_any_text_is_answered(text):
    """On an index that may be empty: what counts is that the database understands the question."""
    with reading() as replica:
        results = search(replica, text, prefix=True)
        assert results.ranked() == [] or results.query


def test_a_misspelt_word_is_corrected_by_the_names_there_are(themes):
    with reading() as replica:
        assert corrected(replica, "museusm") == "museums"
        assert corrected(replica, "cultural polcies") == "cultural policies"
        assert corrected(replica, "elaboratoin") == "élaboration"
        assert corrected(replica, "museum") is None
        assert corrected(replica, "xyzzy plugh") is None


def test_highlights_are_escaped_and_marked(project):
    project.title = "A <b>bold</b> plan"
    project.overview = (
        "<p>Tom &amp; Jerry &lt;script&gt; plan plans for <i>planning</i>.</p>" + "<p>more words</p>" * 60
    )
    publish(project)
    with reading() as replica:
        [resource] = search(replica, "plan").hits
        shown = highlight(public_description(replica, resource), Query.of("plan"), "en")
    assert shown.title == "A &lt;b&gt;bold&lt;/b&gt; <mark>plan</mark>"
    assert shown.fragments[0].startswith(
        "Tom &amp; Jerry &lt;script&gt; <mark>plan</mark> <mark>plans</mark> for <mark>planning</mark>."
    )
    assert shown.fragments[0].endswith("…")


def test_chinese_is_marked_by_what_stands_together(themes):
    with reading() as replica:
        [resource] = search(replica, "博物馆").hits
        shown = highlight(public_description(replica, resource), Query.of("博物馆"), "zh")
    assert shown.title == "国家<mark>博物馆</mark>的保护"
