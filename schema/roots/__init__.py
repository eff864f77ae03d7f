"""Assemble the query type.

Input: specifications. Output: all types with their links, and the root fields: one resource, lists of each type,
search, neighbours, paths, subgraphs, and what is related to a resource.
"""

from schema.roots.assembly import Types
from schema.roots.query import query_type
from schema.roots.related import COMPARING, related_field
from schema.roots.traversal import Traversal

__all__ = ["COMPARING", "Traversal", "Types", "query_type", "related_field"]
