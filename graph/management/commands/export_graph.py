"""Write the public graph to a file, as RDF, as activities of IATI or as a network."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from graph.identity import iri
from graph.mirror import Unavailable, drain_completely, ensure_fresh
from graph.publishing import iati
from graph.publishing.dataset import Snapshot
from graph.publishing.formats import BY_NAME, Format
from graph.publishing.network import WRITERS, network
from graph.refusals import Refusal
from graph.replica import reading

ACTIVITIES = "iati"
FORMATS = (*BY_NAME, ACTIVITIES, *WRITERS)
SECONDS_BETWEEN_REPORTS = 5.0


class Command(BaseCommand):
    help = (
        "Write all that is public to a file: as RDF, as activities of IATI, or as a network for Gephi, Cytoscape or"
        " NetworkX."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--format", required=True, help=f"One of {', '.join(FORMATS)}.")
        parser.add_argument("--output", required=True, type=Path, help="The file to write; replaced when complete.")

    def handle(self, *args: Any, format: str, output: Path, **options: Any) -> None:
        if format not in FORMATS:
            raise CommandError(f"There is no format “{format}”: choose one of {', '.join(FORMATS)}.")
        with replacing(output) as file:
            try:
                ensure_fresh()
            except Unavailable as error:
                raise CommandError(error.problem) from error
            drain_completely()
            written = self._written(format, file)
        self.stdout.write(f"{output}: {written}.")

    def _written(self, format: str, file: IO[bytes]) -> str:
        if format in BY_NAME:
            return self._rdf(BY_NAME[format], file)
        return self._activities(file) if format == ACTIVITIES else self._network(format, file)

    def _activities(self, file: IO[bytes]) -> str:
        """Write the activities, and tell which resources say too little for one."""
        snapshot = Snapshot.current()
        written = iati.write(snapshot, None, file)
        for resource, lacks in written.left_out.items():
            self.stderr.write(f"Left out: {iri(resource)} lacks {', '.join(lacks)}.")
        return f"{written.number} activities, {len(written.left_out)} left out, change {snapshot.sequence}"

    def _rdf(self, form: Format, file: IO[bytes]) -> str:
        snapshot = Snapshot.current()
        progress = Progress(self)
        try:
            snapshot.write(form, file, progress)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        return f"{progress.done} resources, change {snapshot.sequence}"

    def _network(self, format: str, file: IO[bytes]) -> str:
        with reading() as replica:
            graph, sequence = network(replica), replica.sequence
        WRITERS[format](graph, file)
        return f"{len(graph)} nodes, {graph.number_of_edges()} edges, change {sequence}"


class Progress:
    """A callback that reports the progress of a long export on stderr; a short export reports nothing."""

    def __init__(self, command: BaseCommand) -> None:
        self.done = 0
        self._command = command
        self._next_report = time.monotonic() + SECONDS_BETWEEN_REPORTS

    def __call__(self, done: int) -> None:
        self.done = done
        if time.monotonic() >= self._next_report:
            self._command.stderr.write(f"{done} resources")
            self._next_report = time.monotonic() + SECONDS_BETWEEN_REPORTS


@contextmanager
def replacing(output: Path) -> Iterator[IO[bytes]]:
    """Yield a file that replaces `output` if the block succeeds; otherwise it is deleted and `output` stays.

    Raises CommandError if the file cannot be written.
    """
    part = output.with_name(f"{output.name}.part")
    try:
        if output.is_dir():
            raise CommandError(f"{output} is a folder: give the name of a file.")
        with part.open("wb") as file:
            yield file
        part.replace(output)
    except FileNotFoundError as error:
        raise CommandError(f"The folder {output.parent} does not exist: create it first.") from error
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            part.unlink()
