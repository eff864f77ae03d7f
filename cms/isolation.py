"""Isolation of errors in work on many records: a broken record is logged, and the work continues with the others."""

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
"""The sentence that editors see in the place of a broken record."""


@contextmanager
def isolated(doing: str, record: Model) -> Iterator[None]:
    """Log an exception that a record causes in the block, and suppress it; `doing` begins the log's sentence.

    Errors of the database itself are not suppressed. Inside of a transaction it takes a savepoint, because PostgreSQL
    refuses all statements after a failed one.
    """
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            yield
    except (OperationalError, InterfaceError):  # the database itself fails, for every record
        raise
    except Exception:  # a broken record may raise any exception, and must not stop the others
        logger.exception("%s failed for %s.", doing, name(record))


def name(record: Model) -> str:
    """Return the record's type and primary key; its title is not used, because it may be broken."""
    model = getattr(record, "specific_class", None) or type(record)
    return f"{model._meta.verbose_name} {record.pk}"
