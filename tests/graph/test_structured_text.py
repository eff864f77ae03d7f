"""Formatted text as a tree has all its words."""

from hypothesis import given
from hypothesis import strategies as st

from graph.text import plain_html, structured

words = st.text(st.sampled_from("abc "), min_size=1, max_size=5)
inline = st.recursive(
    words, lambda inner: st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "em", "span"]), inner), max_leaves=4
)
blocks = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "blockquote"]), inline),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li>{each}</li>" for each in items) + "</ul>"
    ),
    max_leaves=6,
)


def spoken(nodes):
    return "".join(each.get("text", "") + spoken(each.get("children", ())) for each in nodes)


@given(st.lists(blocks | inline, max_size=4).map("".join))
def test_no_word_is_lost_and_none_is_added(html):
    assert "".join(spoken(structured(html, str)).split()) == "".join(plain_html(html).split())
