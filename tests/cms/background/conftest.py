"""Errands run in processes of their own, which have another database than the tests."""

import pytest

from cms.management.commands import work


@pytest.fixture(autouse=True)
def no_errands(monkeypatch):
    monkeypatch.setattr(work, "errands", list)
