"""Pass thousands of ids to a query in one parameter: `filter(pk__among=ids)`.

Django's `in` spends ten microseconds on each parameter, and databases limit their number. Hiding a subtree of
ten thousand pages queries ten thousand ids several times, while readers wait.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Field, ForeignKey, Lookup
from django.db.models.functions import Cast

ARRAYS = {"UUIDField": "uuid[]", "BigAutoField": "bigint[]", "AutoField": "bigint[]"}


@Field.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """A lookup for texts, UUIDs (given as texts) and numbers. Pass a set: Django searches a list for expressions."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            # Makes Django return an empty result without a query.
            raise EmptyResultSet
        column, parameters = self.process_lhs(compiler, connection)
        field = self.lhs.output_field
        kind = (field.target_field if field.is_relation else field).get_internal_type()
        rows, ids = listed(self.rhs, kind)
        return f"{column} IN ({rows})", (*parameters, ids)


def listed(ids: Iterable[Any], kind: str = "CharField") -> tuple[str, Any]:
    """Return SQL that selects the ids as rows of one column named value, and its parameter."""
    if connection.vendor == "postgresql":
        return f"SELECT value FROM unnest(%s::{ARRAYS.get(kind, 'text[]')}) AS listed(value)", sorted(ids)
    # SQLite stores a UUID as its digits without dashes.
    values = [each.replace("-", "") for each in ids] if kind == "UUIDField" else list(ids)
    return "SELECT value FROM json_each(%s)", json.dumps(values)


def as_text(column: str) -> Cast:
    """Return an expression for a UUID as text, see `dashed`; creating UUID objects takes most of a query's time."""
    return Cast(column, CharField())


def dashed(digits: str) -> str:
    """Return a UUID with dashes, which SQLite leaves out."""
    if "-" in digits:
        return digits
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
