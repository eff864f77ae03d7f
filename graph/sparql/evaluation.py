"""Evaluate one query on a store, or say in one sentence why not. Runs in a worker, which cannot open files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from graph.publishing.prefixes import prefixes
from graph.refusals import Refusal
from graph.sparql import columns
from graph.sparql.description import address
from graph.sparql.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.sparql.limits import MEGABYTE, Limits
from graph.sparql.outcome import Outcome
from graph.sparql.refusals import names_its_dataset, refuse_writing_and_reaching_out
from graph.sparql.request import Query
from graph.sparql.syntax import invalid
from graph.sparql.tokens import keywords

if TYPE_CHECKING:
    from typing_extensions import Buffer

_WRITERS = {each.extension: each.writes for each in RESULT_FORMATS}


@dataclass(frozen=True)
class Task:
    """A query as sent to a worker. Formats are file extensions, empty if the client accepts none of that kind."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    result_format: str
    graph_format: str

    @classmethod
    def of(cls, query: Query) -> Task:
        return cls(
            query.text,
            query.default_graphs,
            query.named_graphs,
            query.result_format.extension if query.result_format else "",
            query.graph_format.extension if query.graph_format else "",
        )


class TooLarge(Exception):
    """Raised when an answer has more bytes than the limit."""


class Collector(BytesIO):
    """A writable file that keeps its content in pieces of about a megabyte; raises `TooLarge` beyond `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.pieces: list[bytes] = []
        self._piece = bytearray()
        self._left = most

    def write(self, data: Buffer) -> int:
        size = memoryview(data).nbytes
        self._left -= size
        if self._left < 0:
            raise TooLarge
        self._piece += data
        if len(self._piece) >= MEGABYTE:
            self.flush()
        return size

    def flush(self) -> None:
        if self._piece:
            self.pieces.append(bytes(self._piece))
            self._piece.clear()


def evaluate(store: Store, task: Task, limits: Limits) -> tuple[Outcome, list[bytes]]:
    """Return the outcome and the pieces of the content. An answer is never cut off: it is whole, or a refusal."""
    collector = Collector(limits.result_bytes)
    try:
        is_graph = _write(store, task, collector)
    except Refusal as refusal:
        return Outcome(refusal.status, refusal.sentence, refusal.values), []
    except SyntaxError as error:
        return invalid(task.text, error), []
    except TooLarge:
        return limits.result_too_large(), []
    except MemoryError:
        return limits.memory_exceeded(), []
    except (OSError, ValueError) as error:
        return Outcome(400, "The query cannot be answered: %(error)s.", {"error": str(error)}), []
    collector.flush()
    return Outcome(200, is_graph=is_graph, pieces=len(collector.pieces)), collector.pieces


def _write(store: Store, task: Task, output: Collector) -> bool:
    """Write the answer to a file, and return whether it is a graph.

    Raises `Refusal` for updates and SERVICE and if no format is accepted, `TooLarge` from the file.
    """
    words = keywords(task.text)
    refuse_writing_and_reaching_out(words)
    results = _results(store, task, names_its_dataset(words))
    if isinstance(results, QuerySolutions) and (ordered := columns.in_order(task.text, results.variables)):
        results = _results(store, replace(task, text=ordered), names_its_dataset(words))
    if isinstance(results, QueryTriples):
        if not task.graph_format:
            known = ", ".join(GRAPH_FORMATS)
            raise Refusal(406, "The answer is a graph: accept one of its formats, %(known)s.", known=known)
        results.serialize(output, GRAPH_FORMATS[task.graph_format])
        return True
    if not task.result_format:
        raise Refusal(406, "The answer is no graph: accept one of the formats %(known)s.", known=", ".join(_WRITERS))
    results.serialize(output, _WRITERS[task.result_format])
    return False


def _results(store: Store, task: Task, names_dataset: bool) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return the answer, which is evaluated only while it is read."""
    named = bool(task.default_graphs or task.named_graphs)
    return store.query(
        task.text,
        base_iri=address(),
        prefixes=dict(prefixes()),
        # The query is about the union of all graphs, unless the request or the query itself names others.
        use_default_graph_as_union=not named and not names_dataset,
        # The dataset that the request names takes the place of any that the query names.
        default_graph=[NamedNode(iri) for iri in task.default_graphs] if named else None,
        named_graphs=[NamedNode(iri) for iri in task.named_graphs] if named else None,
    )
