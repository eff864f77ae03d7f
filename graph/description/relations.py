"""Load the relations of instances by one query for each step away from them, whatever the number of tables.

Django's prefetch asks one query per relation. A project has thirty, and to compose these takes longer than to run them.
Here the relations that are one step away are read by one `UNION ALL`. Its text follows from the models alone, so it is
composed once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, ManyToOneRel, Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from graph.database import listed


@dataclass
class Relations:
    """The relations that are read of instances, by name, each with those that are read of its targets.

    Of instances that are not read as a `whole`, only their ids are asked for, so only the columns of these are loaded.
    """

    below: dict[str, Relations] = field(default_factory=dict)
    whole: bool = False

    def merge(self, other: Relations) -> None:
        self.whole |= other.whole
        for name, relations in other.below.items():
            self.below.setdefault(name, Relations()).merge(relations)


def is_supported(relation: Any) -> bool:
    """Return whether a relation leads to one instance by a foreign key, or to rows that belong to the instance."""
    if isinstance(relation, ManyToOneRel):
        return isinstance(relation.field, ParentalKey)
    return isinstance(relation, ForeignKey)


def load_relations(model: type[Model], instances: Sequence[Model], relations: Relations) -> None:
    """Load the relations of the instances, and the relations of their targets, so that reading them asks no query."""
    steps: list[Step] = []
    level = [(model, instances, relations)]
    while any(instances and relations.below for _, instances, relations in level):
        present = [
            Step(model._meta.get_field(name), instances, below)
            for model, instances, relations in level
            for name, below in relations.below.items()
        ]
        _load(present)
        steps += present
        level = [(step.model, step.targets, step.relations) for step in present]
    # The last step first: the order of rows may follow from what they lead to.
    for step in reversed(steps):
        step.attach()


@dataclass
class Step:
    """One relation of some instances; `targets` are the instances to which it leads."""

    relation: Any
    instances: Sequence[Any]
    relations: Relations
    targets: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.leads_to_one = isinstance(self.relation, ForeignKey)
        key: ForeignKey[Any, Any] = self.relation if self.leads_to_one else self.relation.field
        self.near, self.far = key.attname, key.target_field.attname
        if not self.leads_to_one:
            self.near, self.far = self.far, self.near
        self.model: type[Model] = self.relation.related_model
        chosen_by: Any = key.target_field if self.leads_to_one else key
        whole = self.relations.whole or not self.leads_to_one
        self.arm = _arm(self.model, chosen_by.column, _kind(key.target_field), whole)
        """The part of the query that reads the targets."""

    @property
    def keys(self) -> set[Any]:
        return {getattr(each, self.near) for each in self.instances} - {None}

    def attach(self) -> None:
        """Make the instances lead to the targets."""
        if self.leads_to_one:
            found = {getattr(target, self.far): target for target in self.targets}
            for instance in self.instances:
                if (key := getattr(instance, self.near)) is not None:
                    self.relation.set_cached_value(instance, found.get(key))
            return
        rows: dict[Any, list[Any]] = defaultdict(list)
        for target in sorted(self.targets, key=lambda row: row.pk):
            rows[getattr(target, self.far)].append(target)
        for instance in self.instances:
            getattr(instance, self.relation.get_accessor_name()).set(rows[getattr(instance, self.near)])


@dataclass(frozen=True, eq=False)
class Arm:
    """One `SELECT` of the union: the rows of a model with certain values in one column."""

    model: type[Model]
    kind: str
    """The kind of the values, see `graph.database.listed`."""
    columns: tuple[str, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]
    source: str
    """What follows `FROM`, up to the list of values."""
    expressions: tuple[Any, ...]

    def instances(self, rows: Sequence[list[Any]]) -> list[Model]:
        """Return the instances of rows, with the values converted as Django converts them."""
        converters = self._converters() if rows else []
        found = []
        for values in rows:
            for position, expression, convert in converters:
                values[position] = convert(values[position], expression, connection)
            found.append(self.model.from_db(connection.alias, self.names, values))
        return found

    def _converters(self) -> list[tuple[int, Any, Any]]:
        """Return the converters by position. They are not kept, as they belong to the connection of one thread."""
        return [
            (position, expression, convert)
            for position, expression in enumerate(self.expressions)
            for convert in (
                *connection.ops.get_db_converters(expression),
                *expression.get_db_converters(connection),
            )
        ]


def _load(steps: Sequence[Step]) -> None:
    """Fill the targets of the steps. Steps that lead to the same rows share them, as the same instances."""
    keys: dict[Arm, set[Any]] = defaultdict(set)
    for step in steps:
        keys[step.arm] |= step.keys
    sql, places = _union(tuple(keys))
    rows: list[list[Any]] = [[] for _ in keys]
    with connection.cursor() as cursor:
        cursor.execute(sql, [listed(values, arm.kind)[1] for arm, values in keys.items()])
        for number, *row in cursor.fetchall():
            rows[number].append([row[place] for place in places[number]])
    found = {arm: arm.instances(rows[number]) for number, arm in enumerate(keys)}
    for step in steps:
        step.targets = found[step.arm]


def _kind(column: Any) -> str:
    """Return the kind of the values of a column; the key of a page is itself a foreign key, to its parent model."""
    return _kind(column.target_field) if column.is_relation else column.get_internal_type()


@cache
def _arm(model: type[Model], column: str, kind: str, whole: bool) -> Arm:
    """Return the arm for a model, with the columns that Django would select."""
    rows = model._base_manager.order_by()
    graph_type = getattr(model, "graph_type", None)
    if graph_type and not whole:
        rows = rows.only(graph_type.key, *(("alias_of", "content_type") if issubclass(model, Page) else ()))
    query = rows.query
    compiler: Any = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    selected = [expression for expression, _, _ in compiler.select]
    joined, _ = compiler.get_from_clause()
    quote = connection.ops.quote_name
    values, _ = listed((), kind)
    return Arm(
        model=model,
        kind=kind,
        columns=tuple(compiler.compile(expression)[0] for expression in selected),
        types=tuple(expression.output_field.db_type(connection).partition("(")[0] for expression in selected),
        names=tuple(expression.target.attname for expression in selected),
        source=f"{' '.join(joined)} WHERE {quote(model._meta.db_table)}.{quote(column)} IN ({values})",
        expressions=tuple(selected),
    )


@cache
def _union(arms: tuple[Arm, ...]) -> tuple[str, list[list[int]]]:
    """Return the SQL of the union, and for each arm the places of its columns in a row.

    All arms have the same number of columns of each type; where a table has fewer, the rest is NULL. The first `SELECT`
    has no rows: it states the types, which PostgreSQL would have to find out from NULLs.
    """
    most = Counter[str]()
    for arm in arms:
        most |= Counter(arm.types)
    slots = sorted(most.elements())
    places = [_places(arm.types, slots) for arm in arms]
    selects = [f"SELECT -1, {', '.join(f'CAST(NULL AS {kind})' for kind in slots)} WHERE 1 = 0"]
    for number, (arm, taken) in enumerate(zip(arms, places, strict=True)):
        columns = dict(zip(taken, arm.columns, strict=True))
        row = ", ".join(columns.get(slot, "NULL") for slot in range(len(slots)))
        selects.append(f"SELECT {number}, {row} FROM {arm.source}")
    return " UNION ALL ".join(selects), places


def _places(types: Iterable[str], slots: Sequence[str]) -> list[int]:
    """Return a slot of the right type for each of the types."""
    free = {kind: iter([slot for slot, each in enumerate(slots) if each == kind]) for kind in set(slots)}
    return [next(free[kind]) for kind in types]
