"""The arrows of docs/architecture.md, checked against the code."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "graph": set(),
    "search": {"graph"},
    "cms": {"graph", "search"},
    "schema": {"graph", "search"},
    "home": {"graph", "search"},
}
PUTS_TOGETHER = {"cms/urls.py", "cms/settings"}


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_point_one_way(package):
    ours = set(MAY_IMPORT)
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((ROOT / package).rglob("*.py"))
        if not any(str(path.relative_to(ROOT)).startswith(place) for place in PUTS_TOGETHER)
        for name in imported_packages(path)
        if name in ours - {package} - MAY_IMPORT[package]
    ]
    assert wrong == []
