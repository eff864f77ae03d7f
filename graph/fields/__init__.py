"""The declarations: what a model says about itself in `graph_type` and `graph_fields`.

From these alone follow triples, the replica's nodes and edges, the GraphQL schema, the vocabulary and the website.
"""

from graph.fields.base import Deprecation, Field, GraphType, Translation, Visibility
from graph.fields.files import File, PictureFile
from graph.fields.links import ANY, Link, Part
from graph.fields.literals import (
    URL,
    Amount,
    Boolean,
    Choice,
    Code,
    DateTime,
    Integer,
    Language,
    PartialDate,
    String,
)
from graph.fields.texts import Measure, RichText, Stream, Text

__all__ = [
    "ANY", "URL", "Amount", "Boolean", "Choice", "Code", "DateTime", "Deprecation", "Field", "File", "GraphType",
    "Integer", "Language", "Link", "Measure", "Part", "PartialDate", "PictureFile", "RichText", "Stream", "String",
    "Text", "Translation", "Visibility",
]  # fmt: skip
