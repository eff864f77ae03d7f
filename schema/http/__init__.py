"""Serve the API over HTTP.

Input: requests. Output: responses in the media type that the client accepts, with headers for caches and other sites.
"""

from schema.http.view import graphql, schema_text

__all__ = ["graphql", "schema_text"]
