"""Long texts of data files: Markdown, or HTML where Markdown does not suffice."""

import re

import markdown

_BETWEEN_BLOCKS = re.compile(r"(</?(?:p|ul|ol|li|h[1-6]|blockquote)>)\n(?=<)")


def rich_text(text: str) -> str:
    """Return the text as HTML in one line; a line break within a paragraph becomes a blank."""
    html = _BETWEEN_BLOCKS.sub(r"\1", markdown.markdown(text))
    return re.sub(r"\n *", " ", html)
