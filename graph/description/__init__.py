"""Describe resources.

Input: instances of declared models, with all that their fields read. Output: Descriptions, and their triples.
"""

from graph.description.description import Description, Node, describe, describe_many
from graph.description.triples import without_controls
from graph.description.turtle import header as turtle_header

__all__ = ["Description", "Node", "describe", "describe_many", "turtle_header", "without_controls"]
