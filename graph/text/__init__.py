"""Formatted text as the graph keeps it.

What editors typed comes in, as HTML or blocks. Clean HTML, trees and blocks go out, in which links and pictures are ids
or IRIs of resources and never addresses.
"""

from graph.text.figures import Shown
from graph.text.own_addresses import PREFIX, canonical, identifier
from graph.text.rich_text import BLOCK_ELEMENTS, plain_html
from graph.text.structured_text import structured

__all__ = ["BLOCK_ELEMENTS", "PREFIX", "Shown", "canonical", "identifier", "plain_html", "structured"]
