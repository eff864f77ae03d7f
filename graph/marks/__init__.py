"""Record which resources a change of the database may concern.

Input: SQL statements that change watched columns, from any client. Output: pending marks, which database triggers
write, and the ids of the resources that the marks concern.
"""

from graph.marks.marks import (
    BATCH,
    LEFT_TO_WORKER,
    Scope,
    backlog,
    batches,
    discard,
    everything,
    failed,
    failures,
    forget_failures,
    forget_left,
    keep_failures,
    leave_to_worker,
    left_to_worker,
    marks_since,
    newest_mark,
    pending_marks,
    retry_failures,
)
from graph.marks.scopes import affected_by, below, expired

__all__ = [
    "BATCH",
    "LEFT_TO_WORKER",
    "Scope",
    "affected_by",
    "backlog",
    "batches",
    "below",
    "discard",
    "everything",
    "expired",
    "failed",
    "failures",
    "forget_failures",
    "forget_left",
    "keep_failures",
    "leave_to_worker",
    "left_to_worker",
    "marks_since",
    "newest_mark",
    "pending_marks",
    "retry_failures",
]
