"""No regular expression of ours takes time that grows faster than the text it reads.

Whoever sends a text that repeats one thing would stop a process for minutes. Of every pattern in our modules, whatever
is asked of it in the code is tried on such texts: doubling the text may not come near to quadrupling the time.
"""

import ast
import importlib
import itertools
import re
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("cms", "graph", "home", "schema", "search")
READING = {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}
UNITS = [
    *("a", "A", "1", "0", "é", "中", " ", "\n", "\t", "-", "_", ".", "…", ",", ":", "/", "\\", "'", '"', "“", "(", "["),
    *(
        "<",
        "&",
        "%",
        "=",
        "•",
        "@",
        "#",
        "?",
        "|",
        "a ",
        "1 ",
        "a-",
        "1-",
        "a, ",
        "a.",
        "A. ",
        "Aa ",
        "( ",
        "- ",
        "1-1 a",
    ),
    *(
        "aa - aa 20",
        "and ",
        "of ",
        "<!--",
        "<a ",
        "<?xml",
        "&#1",
        "1:",
        "a:",
        "//",
        "\\|",
        "\\u",
        "'\"",
        '"""\\',
        "\t ",
    ),
    *("http:/", "http://a/", "http://a/20200101/https:/", "x_0000_", "URL: ", "captured on 1:11:11 Jan 1, ", "Mr Aa "),
]
BEFORE = ("", "a", "1 ")
AFTER = "\x01"
SIZE = 3_000
SUSPICIOUS = 0.004
"""Seconds of the processor for a text of that size: ten times what a pattern that reads it once takes."""


@dataclass(frozen=True)
class Use:
    """A pattern with one thing that the code asks of it."""

    place: str
    pattern: re.Pattern
    method: str

    def seconds(self, text):
        is_text = isinstance(self.pattern.pattern, str)
        arguments = [text if is_text else text.encode()]
        if self.method.startswith("sub"):
            arguments.insert(0, "" if is_text else b"")
        began = time.thread_time()
        result = getattr(self.pattern, self.method)(*arguments)
        if self.method == "finditer":
            deque(result, maxlen=0)
        return time.thread_time() - began

    def grows(self, unit, before):
        """Return whether time grows faster than the text, in each of three tries: another process may disturb one."""

        def text(size):
            return before + unit * (size // len(unit)) + AFTER

        if self.seconds(text(SIZE)) < SUSPICIOUS:
            return False
        return all(self.seconds(text(4 * SIZE)) > 9 * self.seconds(text(SIZE)) for _ in range(3))


def trees():
    """Yield the syntax of each of our modules, by its name."""
    for path in itertools.chain.from_iterable(sorted((ROOT / package).rglob("*.py")) for package in PACKAGES):
        if "migrations" not in path.parts:
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts), ast.parse(path.read_text("utf-8"))


def uses():
    """Yield every pattern that our modules keep, or write where they use it, with what they ask of it."""
    modules = dict(trees())
    asked = {}
    for tree in modules.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in READING:
                asked.setdefault(ast.unparse(node.value).rpartition(".")[2], set()).add(node.attr)
    for module, tree in modules.items():
        for name in kept(tree):
            pattern = getattr(importlib.import_module(module), name)
            # One that is handed on may be asked anything.
            for method in sorted(asked.get(name, READING)):
                yield Use(f"{module}.{name}", pattern, method)
        yield from in_place(module, tree)


def kept(tree):
    """Yield the names in a module that are patterns."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and is_call(node.value, {"compile"}):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def in_place(module, tree):
    """Patterns in the calls that use them, such as re.sub("…", …)."""
    for node in ast.walk(tree):
        if is_call(node, READING) and node.args and isinstance(node.args[0], ast.Constant):
            yield Use(f"{module}:{node.lineno}", re.compile(node.args[0].value), node.func.attr)


def is_call(node, names):
    """Return whether this calls the function of one of these names of the module re."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return ast.unparse(node.func.value) == "re" and node.func.attr in names


def growing(units, before=BEFORE):
    """One finding for each use that has any."""
    for use in uses():
        found = next((pair for pair in itertools.product(units, before) if use.grows(*pair)), None)
        if found:
            yield f"{use.place} {use.method}: {found[0]!r} after {found[1]!r}"


def test_no_pattern_takes_time_that_grows_faster_than_the_text():
    assert list(growing(UNITS, BEFORE[:1])) == []


@pytest.mark.slow
def test_no_pattern_does_so_after_a_sign_that_it_looks_for():
    assert list(growing(UNITS, BEFORE[1:])) == []


@pytest.mark.slow
def test_no_pattern_does_so_for_any_repeated_signs():
    signs = "aA1.:-<>\"'\\\n #?@%_é/,()&=“"
    assert list(growing(["".join(each) for size in (1, 2, 3) for each in itertools.product(signs, repeat=size)])) == []


@pytest.mark.parametrize(
    ("pattern", "method", "unit"),
    [(r"\s+x", "search", " "), (r"[\w.]*:", "finditer", "a"), (r"<!--.*?-->", "sub", "<!--")],
)
def test_a_pattern_that_does_is_told_from_one_that_does_not(pattern, method, unit):
    assert Use("bad", re.compile(pattern, re.DOTALL), method).grows(unit, "")
    assert not Use("good", re.compile(r"a+b"), "match").grows(unit, "")
