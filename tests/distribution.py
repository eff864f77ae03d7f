"""Which worker runs which tests: those of a file stay together, because they share what was made for one of them."""

import pytest
from xdist.scheduler import LoadFileScheduling

TOGETHER = {
    "tests/sample/": "the sample",
    "tests/end_to_end/test_archived_page": "the archive",
    "tests/end_to_end/test_every_archived_page": "the archive",
    "tests/end_to_end/test_canaries": "the newsroom",
}
"""What files have in common, by the beginnings of their paths."""
LONGEST = (
    "tests/sample/",
    "tests/broken/",
    "tests/end_to_end/test_canaries",
    "tests/end_to_end/test_every_archived_page",
    "tests/benchmarks/",
)
"""Begun first, so that no worker is still busy with one of them when all others have ended."""


class Files(LoadFileScheduling):
    """Distribute files, and those that share a fixture as if they were one."""

    def _split_scope(self, nodeid: str) -> str:
        path = super()._split_scope(nodeid)
        return next((content for start, content in TOGETHER.items() if path.startswith(start)), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Files:
    config.option.loadscopereorder = False
    return Files(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_position)


def _position(item: pytest.Item) -> int:
    starts = (number for number, path in enumerate(LONGEST) if item.nodeid.startswith(path))
    return next(starts, len(LONGEST))
