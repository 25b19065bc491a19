"""What a usual run leaves out, and `--long` runs: volume, random histories, every combination.

A usual run takes a sample of it that is the same each time.
"""

from collections.abc import Iterable
from typing import Any

import pytest


def long(values: Iterable[Any]) -> list[Any]:
    """Parameters that run with `--long` only: `parametrize("seed", [0, *long([1, 2])])`."""
    return [pytest.param(value, marks=pytest.mark.long) for value in values]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run what is only sampled otherwise")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("long")]
