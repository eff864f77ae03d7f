import pytest

from cms.importers.filling.texts import rich_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\nline more", "<p>One<br>line more</p>"),
        ("• a\n• b", "<ul><li>a</li><li>b</li></ul>"),
        ("Both:\n• a", "<p>Both:</p><ul><li>a</li></ul>"),
        ("• a\nand more", "<ul><li>a</li></ul><p>and more</p>"),
    ],
)
def test_paragraphs_lines_and_bullets_become_html(text, html):
    assert rich_text(text) == html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=y>", "a < b & c > d"])
def test_markup_in_plain_text_is_shown_as_text(text):
    html = rich_text(text)
    assert html.startswith("<p>") and html.count("<") == 2
