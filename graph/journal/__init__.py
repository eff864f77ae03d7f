"""Store descriptions as numbered changes.

Input: descriptions. Output: the journal, with references between resources, addresses of pages, successors of
resources, and redactions of the past. Followers take in new changes in the transaction that writes them.
"""

from graph.journal.journal import (
    UNREADABLE,
    Journal,
    content_of,
    described,
    description_of,
    digest_of,
    digests,
    distrust,
    distrust_what_has_no_change,
    readable,
)
from graph.journal.redaction import Untold, follow_reasons, note_languages, note_reasons, reasons_given_by, shut
from graph.journal.references import Mentions, mentions_of, named_publicly_by, sources_of
from graph.journal.subscribers import followers, register
from graph.journal.successors import revoke, succeed, successor_of

__all__ = [
    "Journal",
    "Mentions",
    "UNREADABLE",
    "Untold",
    "content_of",
    "described",
    "description_of",
    "digest_of",
    "digests",
    "distrust",
    "distrust_what_has_no_change",
    "follow_reasons",
    "followers",
    "mentions_of",
    "named_publicly_by",
    "note_languages",
    "note_reasons",
    "readable",
    "reasons_given_by",
    "register",
    "shut",
    "sources_of",
    "revoke",
    "succeed",
    "successor_of",
]
