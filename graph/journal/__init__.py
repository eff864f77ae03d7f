"""What is on record.

Descriptions come in. Numbered changes go out, with references between resources, addresses of pages, successors of
resources, and what must be redacted from the past; subscribers take in what the journal gains in the same transaction.
"""

from graph.journal.journal import (
    UNREADABLE,
    Journal,
    content_of,
    description_of,
    digest_of,
    digests,
    distrust,
    distrust_what_has_no_change,
    readable,
)
from graph.journal.redaction import Untold, follow_reasons, note_languages, note_reasons, reasons_given_by, shut
from graph.journal.references import Mentions, mentions_of, sources_of
from graph.journal.subscribers import followers, register
from graph.journal.successors import succeed, successor_of

__all__ = [
    "Journal",
    "Mentions",
    "UNREADABLE",
    "Untold",
    "content_of",
    "description_of",
    "digest_of",
    "digests",
    "distrust",
    "distrust_what_has_no_change",
    "follow_reasons",
    "followers",
    "mentions_of",
    "note_languages",
    "note_reasons",
    "readable",
    "reasons_given_by",
    "register",
    "shut",
    "sources_of",
    "succeed",
    "successor_of",
]
