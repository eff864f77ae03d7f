"""Define the refusal of readers' requests while the mirror cannot know whether it is correct."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from graph.refusals import Refusal

FOR_READERS = gettext_noop(
    "The published data is being updated or repaired and cannot be shown just now: try again in a moment."
)
UNREADABLE = (
    "The graph's state cannot be read: check that the database runs, that DATABASE_URL leads to it, and that "
    "`manage.py migrate` has run to the end."
)


class Unavailable(Refusal):
    """A refusal with status 503 and a general sentence for readers; `problem` names the fault and its repair."""

    def __init__(self, problem: str) -> None:
        super().__init__(503, FOR_READERS)
        self.problem = problem
