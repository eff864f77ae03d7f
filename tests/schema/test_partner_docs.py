"""The examples for partner sites are queries that work."""

import re
from pathlib import Path

import pytest

EXAMPLES = re.findall(
    r"```graphql\n(.*?)```", (Path(__file__).parents[2] / "docs" / "partners.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_is_answered(ask, project, query):
    assert ask(query)["projects"] is not None
