"""Pages of the website as Markdown, for assistants and for people who keep notes.

Input: what a page shows (`graph.presentation`), or its HTML where that comes from an editor's text. Output: Markdown,
in which links to resources are IRIs. `middleware` answers with it under the page's address with the suffix `.md`, and
to clients that prefer `text/markdown`.
"""

from home.markdown.resource import resource, resource_in
from home.markdown.text import escaped, from_html, item, link, row

__all__ = ["escaped", "from_html", "item", "link", "resource", "resource_in", "row"]
