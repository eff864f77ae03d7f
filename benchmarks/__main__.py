"""`python -m benchmarks --projects N`: generate so much, measure everything, print one table.

DATABASE_URL may name a PostgreSQL server: the measurements then make a database of their own there, and remove it.
"""

import argparse
import sys
from collections.abc import Iterator

from benchmarks.installation import installation
from benchmarks.measuring import Measurement, table

FEWEST = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--projects", type=int, default=2000, help="size of the generated content (2000)")
    projects = parser.parse_args().projects
    if projects < FEWEST:
        parser.error(f"--projects is {projects}: give at least {FEWEST}, so that there is something to measure.")
    found = []
    with installation():
        for each in _measurements(projects):
            sys.stderr.write(f"{each.what}: {each.figure}\n")
            found.append(each)
    sys.stdout.write(table(found))


def _measurements(projects: int) -> Iterator[Measurement]:
    # Models can be imported once there is a database to measure with.
    from benchmarks import answers, content, hiding, hostile, linked_data, mirror, serialising

    yield from content.measure(projects)
    yield from mirror.measure()
    yield from serialising.measure()
    yield from linked_data.measure()
    yield from answers.measure()
    yield from hiding.measure()
    yield from hostile.measure()


if __name__ == "__main__":
    main()
