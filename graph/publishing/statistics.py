"""Count the dataset as of one sequence number of the journal, in one pass over the stored text.

The counts are kept in a file beside the files of the dataset, so that they are computed once for each number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import IO

import orjson

from graph.declarations import ACCORD, DCTERMS, RDF, DeclaredType, Json, registry
from graph.publishing.dataset import Snapshot
from graph.publishing.files import finished

NAME = "counts.json"
MODIFIED = f"<{DCTERMS.modified}>"
TYPE = f"<{RDF.type}>"
OWN = f"<{ACCORD}"
EARLIEST, LATEST = "Earliest>", "Latest>"
"""The ends of the predicates of the first and last days that a date can mean."""


@dataclass(frozen=True)
class Statistics:
    triples: int
    subjects: int
    resources: int
    classes: dict[str, int]
    """The number of things of each class, by its IRI."""
    properties: dict[str, int]
    """The number of statements with each property, by its IRI."""
    types: dict[str, int]
    """The number of resources or parts of each type."""
    filled: dict[str, dict[str, int]]
    """The number of resources that state a field, by type and field."""
    complete: dict[str, dict[str, int]]
    """The number of resources that declare a list complete, by type and the list's field; see `Boolean.completes`."""
    first_day: str
    """The earliest day that a date in the data can mean; empty if there are no dates."""
    last_day: str
    modified: str
    """The time when the newest record was changed; empty if no record states it."""

    @property
    def period(self) -> list[str]:
        """The first and the last day that dates in the data can mean; empty if there are no dates."""
        return [self.first_day, self.last_day] if self.first_day and self.last_day else []

    @classmethod
    def of(cls, snapshot: Snapshot) -> Statistics:
        def write(output: IO[bytes]) -> None:
            output.write(orjson.dumps(_count(snapshot), option=orjson.OPT_SORT_KEYS))

        with finished(snapshot, NAME, write).open() as file:
            return cls(**orjson.loads(file.read()))


def _count(snapshot: Snapshot) -> Json:
    counting = _Counting()
    for chunk in snapshot.chunks("nquads"):
        ids = [resource for resource, _ in chunk]
        values, texts = snapshot.of("values", ids), snapshot.of("texts", ids)
        for resource, nquads in chunk:
            counting.statements(nquads)
            counting.nodes(values[resource]["nodes"], texts.get(resource, {}))
    return counting.result()


class _Counting:
    def __init__(self) -> None:
        self.totals: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.filled: dict[str, Counter[str]] = defaultdict(Counter)
        self.complete: dict[str, Counter[str]] = defaultdict(Counter)
        self.modified = ""
        self.first_day = self.last_day = ""

    def statements(self, nquads: str) -> None:
        """Count the statements of a resource by splitting its N-Quads into lines and words.

        Line breaks in literals are escaped, and neither subjects nor predicates contain spaces.
        """
        subjects = set()
        lines = nquads.split("\n")[:-1]
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            subjects.add(subject)
            self.properties[predicate[1:-1]] += 1
            if predicate == TYPE:
                self.classes[rest.partition(" ")[0][1:-1]] += 1
            elif predicate.endswith(EARLIEST) and predicate.startswith(OWN):
                day = rest[1:].partition('"')[0]
                self.first_day = min(self.first_day or day, day)
            elif predicate.endswith(LATEST) and predicate.startswith(OWN):
                self.last_day = max(self.last_day, rest[1:].partition('"')[0])
            elif predicate == MODIFIED:
                self.modified = max(self.modified, rest[1:].partition('"')[0])
        self.totals.update(triples=len(lines), subjects=len(subjects), resources=1)

    def nodes(self, nodes: Json, texts: Json) -> None:
        for name, node in nodes.items():
            declared = registry().types.get(node["type"])
            if declared:
                self.types[declared.name] += 1
                self.filled[declared.name].update(each for each in declared.fields if each in node["values"])
                self.filled[declared.name].update(each for each in declared.fields if each in texts.get(name, ()))
                self.complete[declared.name].update(_complete(declared, node["values"]))

    def result(self) -> Json:
        counts = ("triples", "subjects", "resources")
        rest = ("classes", "properties", "types", "filled", "complete", "modified", "first_day", "last_day")
        return {name: self.totals[name] for name in counts} | {name: getattr(self, name) for name in rest}


def _complete(declared: DeclaredType, values: Json) -> list[str]:
    return [name for statement, name in declared.completing.items() if values.get(statement)]
