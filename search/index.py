"""Queries to the database's own full-text index: which documents have the words, and how well they fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from graph.identity import ResourceId
from search.models import SearchDocument
from search.query import Query, Term, Terms

TABLE = SearchDocument._meta.db_table

SQLITE = (
    f"SELECT d.resource, d.language, -bm25(search_index, 12, 6, 1) FROM search_index JOIN {TABLE} d "
    "ON d.id = search_index.rowid WHERE search_index MATCH %s AND NOT d.withdrawn"
)
"""bm25 is lower for better documents, hence the minus; the weights are those of the columns title, names and body."""
POSTGRESQL = (
    "SELECT d.resource, d.language, ts_rank_cd('{0.08, 0.2, 0.5, 1}', d.index, q) "
    f"FROM {TABLE} d, CAST(%s AS tsquery) q WHERE d.index @@ q AND NOT d.withdrawn"
)
"""The weights are those of D, C, B and A. Words near each other count more (cover density, Clarke et al. 1999)."""


Match = tuple[ResourceId, str, float]
"""Resource, language and score of a document; a higher score is better."""


def matching(query: Query, *, all_words: bool, types: Collection[str] | None = None) -> Iterator[Match]:
    """Yield every document with all words, or with any word."""
    statements, parameters = [], []
    for text, languages in _expressions(query, all_words).items():
        sql, given = _conditions(languages, types)
        statements.append((POSTGRESQL if connection.vendor == "postgresql" else SQLITE) + sql)
        parameters += [text, *given]
    if statements:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), parameters)
            yield from cursor.fetchall()


def _expressions(query: Query, all_words: bool) -> dict[str, list[str]]:
    """Return the languages to search by index expression: words without inflection share one expression."""
    found: dict[str, list[str]] = defaultdict(list)
    for language, terms in query.terms.items():
        if terms:
            found[_expression(terms, all_words)].append(language)
    return found


def _expression(terms: Terms, all_words: bool) -> str:
    """Return the terms as an index expression. Forms hold only letters and digits, so quoting them is enough."""
    if connection.vendor == "postgresql":
        return (" & " if all_words else " | ").join(map(_postgresql_term, terms))
    return (" AND " if all_words else " OR ").join(map(_sqlite_term, terms))


def _sqlite_term(term: Term) -> str:
    alternatives = " OR ".join(f'"{form}"{"*" if term.prefix else ""}' for form in term.forms)
    return f"({alternatives})"


def _postgresql_term(term: Term) -> str:
    alternatives = " | ".join(f"'{form}'{':*' if term.prefix else ''}" for form in term.forms)
    return f"({alternatives})"


def _conditions(languages: Collection[str], types: Collection[str] | None) -> tuple[str, list[Any]]:
    sql, parameters = "", []
    for column, among in (("language", languages), ("type", types)):
        if among is not None:
            sql += f" AND d.{column} IN ({', '.join(['%s'] * len(among)) or 'NULL'})"
            parameters += list(among)
    return sql, parameters
