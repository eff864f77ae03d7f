"""Serve the API over HTTP.

Input: requests. Output: responses in the media type that the client accepts, with headers for caches and other sites.
"""

from schema.http.registration import documents
from schema.http.status import api_status
from schema.http.view import graphql, guide, schema_text

__all__ = ["api_status", "documents", "graphql", "guide", "schema_text"]
