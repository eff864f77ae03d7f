"""`python -m benchmarks --projects N`: generate so much, measure everything, print one table.

Several sizes and databases are measured one after the other and stand side by side:
`--projects 3300 33000 --database sqlite postgresql --only mirror hiding` (10 000 and 100 000 pages). Each run has a
process and a database of its own, which is gone at the end. For PostgreSQL a server is started, unless DATABASE_URL
names one.
"""

import argparse
import sys

from benchmarks.measuring import side_by_side, table
from benchmarks.runs import DATABASES, PARTS, Run, usual_database

FEWEST = 10


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--projects", type=int, nargs="+", default=[2000], help="sizes of the generated content (2000)")
    parser.add_argument("--database", nargs="+", choices=DATABASES, default=[usual_database()], help="which ones")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure (everything)")
    given = parser.parse_args()
    if (fewest := min(given.projects)) < FEWEST:
        parser.error(f"--projects is {fewest}: give at least {FEWEST}, so that there is something to measure.")
    runs = [Run(database, projects) for database in given.database for projects in given.projects]
    found = [(run, run.measure(given.only)) for run in runs]
    sys.stdout.write(table(found[0][1]) if len(found) == 1 else side_by_side(found))


if __name__ == "__main__":
    main()
