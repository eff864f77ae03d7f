"""Budgets in which nothing has been used yet."""

import pytest

from graph.budget.memory import shared


@pytest.fixture(autouse=True)
def fresh_budget():
    shared.forget()
    yield
    shared.forget()
