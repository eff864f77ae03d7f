"""docs/security.md names a test for every attack, and the tests are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_attack_of_the_threat_model_has_a_test_that_is_there():
    rows = re.findall(r"^\| .* \|$", (ROOT / "docs/security.md").read_text("utf-8"), re.MULTILINE)[1:]
    assert len(rows) > 25
    for row in rows:
        (path, name) = re.findall(r"`(tests/\S+\.py)::(\w+)` \|$", row)[0]
        assert f"def {name}(" in (ROOT / path).read_text("utf-8"), row


def test_the_newest_version_of_the_changes_is_that_of_the_package():
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert f'version = "{versions[0]}"' in (ROOT / "pyproject.toml").read_text("utf-8")
