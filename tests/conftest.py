"""What all tests share."""

import gc

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.postgresql",
    "tests.databases",
    "tests.distribution",
    "tests.browser",
    "tests.rendering",
    "tests.fixtures",
]

# What is imported stays until the end, so looking for what nobody needs any more only takes time meanwhile.
gc.disable()


settings.register_profile("quick", max_examples=25, derandomize=True)


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples, the same in every run, unless slow tests run too: `make test-all` looks for new ones."""
    if config.option.markexpr:
        settings.load_profile("quick")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave what has been imported to itself, and look at the rest less often: that was a tenth of a run's time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
