"""Read worked queries about the domain from queries/*.rq: for the editor, RDF, assistants and the documentation.

A file begins with a description in comments of the form `#+ summary: …`, with further lines of the same text indented,
which are also read by tools that turn queries into interfaces (https://github.com/CLARIAH/grlc). A file has no PREFIX
lines: they are added for the prefixes in use, with the installation's own addresses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.publishing.prefixes import prologue

FOLDER = Path(__file__).parent / "queries"
ENTRY = re.compile(r"^#\+ (\w+): (.*(?:\n#\+   .*)*)\n", re.MULTILINE)
CONTINUED = re.compile(r"\n#\+ +")


@dataclass(frozen=True)
class WorkedQuery:
    """A question with the query that answers it."""

    name: str
    summary: str
    question: str
    description: str
    body: str

    @property
    def form(self) -> str:
        """SELECT, ASK, CONSTRUCT or DESCRIBE, with which the text begins."""
        return self.body.split(None, 1)[0].upper()

    @property
    def text(self) -> str:
        """The query with question and prefixes, as it can be sent to any endpoint that has the data."""
        return f"# {self.question}\n{prologue(self.body)}\n{self.body}"


@lru_cache(maxsize=1)
def worked_queries() -> Mapping[str, WorkedQuery]:
    """Return the worked queries by name, in the order of their summaries."""
    found = sorted((_read(path) for path in FOLDER.glob("*.rq")), key=lambda each: each.summary)
    return {each.name: each for each in found}


def _read(path: Path) -> WorkedQuery:
    """Read a worked query. Raises KeyError for a file without summary, question or description."""
    text = path.read_text("utf-8")
    said = {key: CONTINUED.sub(" ", value) for key, value in ENTRY.findall(text)}
    return WorkedQuery(path.stem, said["summary"], said["question"], said["description"], ENTRY.sub("", text).lstrip())
