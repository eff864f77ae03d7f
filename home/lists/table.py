"""The page of a list as a table: a column for each fact that its rows state, most of which can order the list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext

from graph.presentation import Item
from home.lists.asked import NAMES, orders
from home.lists.page import ListPage, address

COLUMNS = 6
"""The most columns beside the names. What fewer rows state is left out first."""


@dataclass(frozen=True)
class Column:
    """A column; `url` is the address of the list ordered by it, `sorted` what HTML says of the present order."""

    name: str
    label: str
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Item, tuple[tuple[Item, ...], ...]], ...]
    """The name of each resource, and its cells."""


def table_of(page: ListPage) -> Table:
    stated = Counter(fact.name for row in page.rows for fact in row.facts)
    labels = {fact.name: fact.label for row in page.rows for fact in row.facts}
    usual = {name for name, _ in stated.most_common(COLUMNS)}
    names = [name for name in labels if name in usual]
    first = Column("", gettext("Name"), *_order(page, NAMES))
    columns = (first, *(_column(page, name, labels[name]) for name in names))
    cells = [(row.title, {fact.name: fact.items for fact in row.facts}) for row in page.rows]
    return Table(columns, tuple((title, tuple(items.get(name, ()) for name in names)) for title, items in cells))


def _column(page: ListPage, name: str, label: str) -> Column:
    ordering = next((each for each, field in orders(page.asked.type_name).items() if field.name == name), "")
    return Column(name, label, *(_order(page, ordering) if ordering else ("", "")))


def _order(page: ListPage, order: str) -> tuple[str, str]:
    asked = page.asked
    current = (asked.order or ("" if asked.words else NAMES)) == order
    ascending = current and not asked.descending
    way = "" if not current else "ascending" if ascending else "descending"
    return address(page.request.GET, order=f"-{order}" if ascending else order, page=None), way
