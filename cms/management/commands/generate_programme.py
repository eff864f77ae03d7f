"""Command that generates synthetic programmes for demonstrations and measurements (see benchmarks/generation)."""

from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from benchmarks.generation.generator import Generator
from benchmarks.generation.tree import NoSite
from graph.mirror import rebuilding

STEP = 1000


class Command(BaseCommand):
    help = (
        "Generate a synthetic programme: projects, activities, organisations and fundings with texts in six "
        "languages. The same seed gives the same content, another one a further programme."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--projects", type=positive, default=200, metavar="N", help="how many (200)")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="a whole number (1)")
        parser.add_argument(
            "--no-rebuild",
            dest="rebuild",
            action="store_false",
            help="do not wait for the graph: the worker, or rebuild_graph, brings it up to date",
        )

    def handle(self, *args, projects: int, seed: int, rebuild: bool, **options) -> None:
        try:
            made = Generator(seed).generate(projects, self._progress("projects"))
        except NoSite as error:
            raise CommandError(str(error)) from error
        if not made:
            self.stdout.write(f"The programme of seed {seed} is there already, with {projects} projects or more.")
            return
        if rebuild:
            self._rebuild()
        self.stdout.write(
            f"Generated {made} projects of seed {seed} with what belongs to them. For the admin's own search"
            " and its usage counts, run update_index and rebuild_references_index."
        )

    def _rebuild(self) -> None:
        written = rebuilding.rebuild(self._progress("resources"))
        self.stdout.write(f"The graph is up to date: {written} changes.")

    def _progress(self, what: str):
        def report(done: int, total: int) -> None:
            if done % STEP == 0 or done == total:
                self.stderr.write(f"{done} of {total} {what}")

        return report


def positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number of projects: give a whole number above 0.")
    return int(text)
