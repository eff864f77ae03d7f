"""Sort ids by their bytes whatever the collation of the database, so that files are the same on every machine.

PostgreSQL has an index for its bytewise operators on every text key (Django makes it for `LIKE`); SQLite compares
bytes anyway.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F
from django.db.models.expressions import OrderBy
from django.db.models.lookups import GreaterThan


@CharField.register_lookup
class After(GreaterThan):
    """A lookup for ids after another one in bytewise order: `filter(pk__after=id)`."""

    lookup_name = "after"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"~>~ {rhs}" if connection.vendor == "postgresql" else f"> {rhs}"


class Bytewise(OrderBy):
    """An ordering by the bytes of a column: `order_by(Bytewise("pk"))`."""

    def __init__(self, name: str) -> None:
        super().__init__(F(name))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        # Django looks for the word ASC when it removes duplicate orderings.
        return super().as_sql(compiler, connection, template="%(expression)s USING ~<~ /* ASC */")
