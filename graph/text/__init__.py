"""Convert formatted text to the form that the graph stores, and from there to the forms that readers get.

Input: HTML or blocks that editors wrote. Output: clean HTML, trees and blocks, in which links and pictures are ids
or IRIs of resources and never addresses.
"""

from graph.text.figures import Shown
from graph.text.own_addresses import PREFIX, canonical, identifier
from graph.text.rich_text import BLOCK_ELEMENTS, plain_html
from graph.text.structured_text import structured

__all__ = ["BLOCK_ELEMENTS", "PREFIX", "Shown", "canonical", "identifier", "plain_html", "structured"]
