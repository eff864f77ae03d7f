"""The tool that runs a worked query: a question about the whole graph that has been thought through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from graph.mirror import ensure_fresh
from graph.publishing.executables import executable
from graph.publishing.queries import WorkedQuery, worked_queries
from graph.refusals import Refusal
from graph.sparql.client import ask
from graph.sparql.evaluation import Task
from home.mcp.arguments import Choice, Given, Json, Number
from home.mcp.tool import Tool, fitting

LONGEST = 300
"""Characters of one value in a row."""


def _description() -> str:
    known = "\n".join(f"- {each.name}: {each.question}" for each in worked_queries().values())
    return f"Answer one of these questions with SPARQL about the whole graph, as columns and rows:\n{known}"


def _run(given: Given) -> Json:
    query = worked_queries()[given["name"]]
    state = ensure_fresh()
    outcome, content = ask(Task(query.text, (), (), "json", "nt"), state)
    if outcome.status != 200:
        raise Refusal(outcome.status, outcome.sentence)
    return {
        "question": query.question,
        "how_to_read": query.description,
        "version": state.sequence,
        **_answer(query, content, given["limit"]),
        "source": executable(query.name),
    }


def _answer(query: WorkedQuery, content: bytes, most: int) -> Json:
    if query.form in ("CONSTRUCT", "DESCRIBE"):
        triples = list(ox.parse(content, ox.RdfFormat.N_TRIPLES))
        return _table(["subject", "predicate", "object"], [list(each)[:3] for each in triples], most)
    found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return {"answer": bool(found)}
    return _table([each.value for each in found.variables], [list(each) for each in found], most)


def _table(columns: list[str], rows: list[list[Any]], most: int) -> Json:
    shown = list(fitting(rows[:most], lambda row: list(_values(row))))
    return {"columns": columns, "rows": shown, "total": len(rows)}


def _values(row: list[Any]) -> Iterator[str | None]:
    for term in row:
        yield None if term is None else term.value[:LONGEST]


TOOL = Tool(
    "run_worked_query",
    "Run a worked query",
    _description,
    (
        Choice("name", "The name of the query.", True, worked_queries),
        Number("limit", "How many rows; the answer says how many there are.", False, 1, 100, 30),
    ),
    _run,
)
