"""Work on many records, of which a single one may be broken: it is logged by its number, and the others go on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy

logger = logging.getLogger(__name__)

UNREADABLE = gettext_lazy(
    "Something that is stored here cannot be read, so nobody is shown this: correct in the form what looks odd and "
    "save, or go back to an earlier version in the history. The log says more."
)
"""What the editor of a broken record is told, wherever it should have been shown."""


@contextmanager
def isolated(doing: str, record: Model) -> Iterator[None]:
    """Keep what goes wrong with a record to itself; `doing` says in the log what was being done.

    Inside of a transaction it takes a savepoint: PostgreSQL refuses everything after a failed statement.
    """
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            yield
    except (OperationalError, InterfaceError):  # the database itself: no other record would fare better
        raise
    except Exception:  # whatever is wrong with one record is no reason to stop at it
        logger.exception("%s failed for %s.", doing, name(record))


def name(record: Model) -> str:
    """Return the record's type and number: its own name may be what is broken."""
    model = getattr(record, "specific_class", None) or type(record)
    return f"{model._meta.verbose_name} {record.pk}"
