"""The lists that others keep, with which ours are compared."""

import csv
from pathlib import Path

import pytest

INPUTS = Path(__file__).parents[5] / "shared/inputs"


@pytest.fixture(scope="session")
def others():
    """Return the path of a file that others have made; skips where these files are not."""

    def path(name: str) -> Path:
        if not (INPUTS / name).exists():
            pytest.skip(f"{name} of the shared inputs is not here")
        return INPUTS / name

    return path


@pytest.fixture(scope="session")
def listed(others):
    """Return rows of a list of countries by their ISO codes."""
    with others("countries/country-codes.csv").open(encoding="utf-8") as file:
        return {row["ISO3166-1-Alpha-2"]: row for row in csv.DictReader(file)}
