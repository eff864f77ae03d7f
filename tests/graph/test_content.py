"""Formatted text becomes plain words the same way that a full HTML parser would read it."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from graph.text import BLOCK_ELEMENTS, plain_html

BLOCKS = sorted(BLOCK_ELEMENTS - {"br"})
TEXT = st.text(st.characters(exclude_characters="<>&", exclude_categories=["Cs"]), max_size=20)
ODDITIES = ("&amp;", "&lt;b&gt;", "&#8217;", "&nbsp;", "<br/>", "<br>", "<!-- unseen -->", '<a title="a > b">x</a>')
INLINE = st.one_of(
    TEXT,
    st.sampled_from(ODDITIES),
    st.tuples(st.sampled_from("bia"), TEXT).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
)
BLOCK = st.tuples(st.sampled_from(BLOCKS), st.lists(INLINE, max_size=4)).map(
    lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
)


def read_as_a_tree(source):
    """Return the independent reading: a tree of elements, a line break around each block."""
    soup = BeautifulSoup(source, "html.parser")
    for element in soup.find_all(BLOCK_ELEMENTS):
        element.insert_before("\n")
        element.insert_after("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().splitlines())
    return "\n".join(line for line in lines if line)


@given(st.lists(BLOCK | INLINE, max_size=6).map("".join))
def test_words_are_those_of_the_element_tree(source):
    assert plain_html(source) == read_as_a_tree(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "One\nTwo\nThree"),
        ("<p>Fish &amp; chips</p><p>Peas</p>", "Fish & chips\nPeas"),
        ("<p>a <b>b</b>c</p>", "a bc"),
        ("<p>Shown<script>hidden()</script><style>p {}</style></p>", "Shown"),
        ("3 < 4", "3 < 4"),
        ("", ""),
    ],
)
def test_particular_texts(source, words):
    assert plain_html(source) == words
