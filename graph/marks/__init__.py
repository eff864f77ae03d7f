"""Where to look.

Statements that change watched columns come in, whoever sends them. Pending marks go out, written by database triggers,
and the ids of the resources that these concern.
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
    forget_failures,
    forget_left,
    keep_failures,
    leave_to_worker,
    left_to_worker,
    pending_marks,
    retry_failures,
)
from graph.marks.scopes import affected_by, expired

__all__ = [
    "BATCH",
    "LEFT_TO_WORKER",
    "Scope",
    "affected_by",
    "backlog",
    "batches",
    "discard",
    "everything",
    "expired",
    "failed",
    "forget_failures",
    "forget_left",
    "keep_failures",
    "leave_to_worker",
    "left_to_worker",
    "pending_marks",
    "retry_failures",
]
