"""Translate values of the vocabulary into codes of IATI (https://iatistandard.org/en/iati-standard/203/codelists/)."""

from __future__ import annotations

ORGANISATION_TYPES = {
    "government": "10",
    "intergovernmental": "40",
    "foundation": "60",
    "private": "70",
    "academic": "80",
}
"""OrganisationType. Civil society organisations have none: whether one is national or international is not known."""

FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
ROLES = {"lead": ACCOUNTABLE, "accountable": ACCOUNTABLE, "extending": EXTENDING}
"""OrganisationRole of partners; the others implement."""

PIPELINE, IMPLEMENTATION, CLOSED = "1", "2", "4"
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
GENERAL, OBJECTIVES, OTHER = "1", "2", "4"
NATIONAL, MULTINATIONAL = "4", "3"
OUTCOME, OTHER_RESULT = "2", "9"
UNIT, QUALITATIVE = "1", "5"
INCOMING_COMMITMENT = "11"
ORIGINAL, COMMITTED = "1", "2"
PARENT, CHILD, SIBLING = "1", "2", "3"
OTHER_IDENTIFIER = "A9"
WEB_PAGE = "A12"
UNSPECIFIED = "998"
"""The region of activities whose countries are not stated."""
DAC, OWN, OWN_TOO = "1", "99", "98"
SDG_GOAL, SDG_TARGET = "2", "3"
