"""The tables of the API: keys, registered documents and counts of partners, their subscriptions, and notices."""

from schema.models.notices import Attempt, Followed, Notice, Position, Subscription
from schema.models.partners import ApiKey, Counted, DeprecatedUse, OperationUse, TrustedDocument

__all__ = [
    "ApiKey",
    "Attempt",
    "Counted",
    "DeprecatedUse",
    "Followed",
    "Notice",
    "OperationUse",
    "Position",
    "Subscription",
    "TrustedDocument",
]
