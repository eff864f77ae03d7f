"""Serve the API over HTTP.

Input: requests. Output: responses in the media type that the client accepts, with headers for caches and other sites.
"""

from schema.http.registration import documents
from schema.http.view import graphql, guide, schema_text

__all__ = ["documents", "graphql", "guide", "schema_text"]
