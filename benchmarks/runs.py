"""One run of the measurements, for a size and a database, in a fresh process."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context

from benchmarks.installation import installation
from benchmarks.measuring import Measurement, in_child
from cms.settings.environment import env
from tests.postgresql import postgresql

DATABASES = ("sqlite", "postgresql")
PARTS = ("mirror", "serialising", "linked_data", "answers", "graphql", "panels", "hiding", "hostile")
"""Modules with a function `measure`, in the order of their runs; hiding is late, as it leaves little to measure."""


def usual_database() -> str:
    return "postgresql" if _server() else "sqlite"


@dataclass(frozen=True)
class Run:
    database: str
    projects: int

    def __str__(self) -> str:
        return f"{self.database}, {self.projects:,} projects"

    def measure(self, parts: Collection[str]) -> list[Measurement]:
        """Generate the content and measure these parts. Each figure is also written to stderr at once."""
        server = postgresql(faster=False) if self.database == "postgresql" and not _server() else nullcontext(_server())
        with server as address, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            return pool.submit(_measured, self, address, parts).result()


def _server() -> str:
    address = os.environ.get("DATABASE_URL", "")
    return address if address.startswith("postgres") else ""


def _measured(run: Run, address: str, parts: Collection[str]) -> list[Measurement]:
    os.environ["TEST_DATABASE"] = address if run.database == "postgresql" else "sqlite"
    env.use(os.environ)
    found = []
    with installation():
        for each in _measurements(run.projects, parts):
            sys.stderr.write(f"{run}: {each.what}: {each.figure}\n")
            found.append(each)
    return found


def _measurements(projects: int, parts: Collection[str]) -> Iterator[Measurement]:
    # Imported here, because models can be imported only after Django is set up with a database.
    yield from import_module("benchmarks.content").measure(projects)
    if "mirror" not in parts:
        # Without the part mirror, which begins with it, the first rebuild has to be made here.
        in_child(import_module("graph.mirror.rebuilding").rebuild)
    for name in filter(parts.__contains__, PARTS):
        yield from import_module(f"benchmarks.{name}").measure()
