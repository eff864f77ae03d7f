"""Know who asks, and how much they may ask for.

Input: HTTP requests and plans. Output: the client with its limits, rates and registered documents, and counts of what
partners use; also the admin's views of keys and counts.
"""

from schema.clients.changes import breaking_changes, deprecated, table
from schema.clients.deprecations import count_uses, deprecated_coordinates
from schema.clients.documents import hash_of
from schema.clients.identification import Client, client_of
from schema.clients.manifests import documents_in, register
from schema.clients.operations import Operation
from schema.clients.reports import REPORTS
from schema.clients.viewsets import ApiKeyViewSet, ShowsSecret

__all__ = [
    "ApiKeyViewSet",
    "Client",
    "Operation",
    "REPORTS",
    "ShowsSecret",
    "breaking_changes",
    "client_of",
    "count_uses",
    "deprecated",
    "deprecated_coordinates",
    "documents_in",
    "hash_of",
    "register",
    "table",
]
