"""What a resource says.

Instances of declared models come in, with all that their fields read. Descriptions go out, and the triples that a
Description states.
"""

from graph.description.description import Description, Node, describe, describe_many
from graph.description.triples import turtle_header, without_controls

__all__ = ["Description", "Node", "describe", "describe_many", "turtle_header", "without_controls"]
