"""Compare names, places, dates and addresses as people write them with what the site knows.

Input: words of a source. Output: reference data and pages that have these names, mentions in running text, and existing
pages of which a new page may be a version.
"""

from cms.importers.matching.addresses import Address, comparable, is_address, read_address
from cms.importers.matching.dates import is_day, is_period, split_period
from cms.importers.matching.likeness import Likeness, likenesses
from cms.importers.matching.names import (
    Vocabulary,
    all_known,
    fold,
    fold_place,
    folded,
    join_wrapped,
    split_if_all_known,
    split_known,
)
from cms.importers.matching.namesakes import namesakes
from cms.importers.matching.references import LINK_FIELDS, LinkField, References, labels_of
from cms.importers.matching.running_text import Mention, mentions

__all__ = [
    "Address",
    "LINK_FIELDS",
    "Likeness",
    "LinkField",
    "Mention",
    "References",
    "Vocabulary",
    "all_known",
    "comparable",
    "fold",
    "fold_place",
    "folded",
    "is_address",
    "is_day",
    "is_period",
    "join_wrapped",
    "labels_of",
    "likenesses",
    "mentions",
    "namesakes",
    "read_address",
    "split_if_all_known",
    "split_known",
    "split_period",
]
