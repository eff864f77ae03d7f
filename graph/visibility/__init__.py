"""Decide what is public.

Input: instances, restrictions and times. Output: whether a resource is public, and in which languages. Withheld pages
and the approved state of records are part of the decision.
"""

from graph.visibility.approval import ApprovedRecord, approve_scheduled, records_named_by
from graph.visibility.public import (
    PageRules,
    aliases_of,
    files_below,
    index_expiry,
    instances,
    is_published,
    languages_in_order,
    next_expiry,
    private_languages,
    public_keys,
    public_languages,
    shut_keys,
)
from graph.visibility.withholding import GuardedPage

__all__ = [
    "ApprovedRecord",
    "GuardedPage",
    "PageRules",
    "aliases_of",
    "approve_scheduled",
    "files_below",
    "index_expiry",
    "instances",
    "is_published",
    "languages_in_order",
    "next_expiry",
    "private_languages",
    "public_keys",
    "public_languages",
    "records_named_by",
    "shut_keys",
]
