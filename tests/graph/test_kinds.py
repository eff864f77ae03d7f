"""The example of a kind of field in docs/contributors.md is the code itself."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def examples():
    text = (
        (ROOT / "docs/contributors.md").read_text("utf-8").partition("## Add a kind of field")[2].partition("\n## ")[0]
    )
    return re.findall(r"```python\n# (\S+)\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(("path", "code"), examples())
def test_each_piece_of_the_example_stands_in_the_file_that_it_names(path, code):
    assert code in (ROOT / path).read_text("utf-8")


def test_the_example_shows_the_class_and_an_entry_for_each_interface():
    assert {path for path, _code in examples()} == {
        "graph/declarations/points.py",
        "graph/presentation/kinds.py",
        "cms/admin/kinds.py",
        "schema/types/kinds.py",
        "cms/models/activity.py",
    }
