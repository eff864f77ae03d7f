"""Other people's suites, read where they lie: beside this checkout, in ../shared/inputs/conformance."""

from pathlib import Path

import pytest

INPUTS = Path(__file__).resolve().parents[3] / "shared" / "inputs" / "conformance"


def suite(name: str) -> Path:
    """Return the folder of a suite; skips the module where it is not there."""
    folder = INPUTS / name
    if not folder.is_dir():
        pytest.skip(f"The suite is not on this machine: put it at {folder}.", allow_module_level=True)
    return folder
