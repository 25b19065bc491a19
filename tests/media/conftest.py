"""These tests need no servers, and no Redis to be emptied."""

import pytest


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """Instead of the one of all other tests."""
