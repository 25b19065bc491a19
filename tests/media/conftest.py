"""Pictures need no servers: these tests run by themselves, without a Redis to be emptied."""

import pytest


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """Instead of the one of all other tests."""
