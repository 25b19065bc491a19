"""A pool of two connections, for which one more request may wait."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import connection, connections

from tests.processes import wait_until


@pytest.fixture
def pool_of_two(transactional_db: None) -> Iterator[None]:
    connections.close_all()
    pool = {"min_size": 2, "max_size": 2, "max_waiting": 1, "timeout": 60}
    with patch.dict(connection.settings_dict["OPTIONS"], pool=pool):
        connection.pool.open(wait=True)  # type: ignore[attr-defined] # PostgreSQL has it
        yield
        connections.close_all()
        wait_until(_all_are_back, what="the connections to come back")
        connection.close_pool()  # type: ignore[attr-defined]


def pool_stats() -> dict[str, int]:
    stats: dict[str, int] = connection.pool.get_stats()  # type: ignore[attr-defined]
    return stats


def _all_are_back() -> bool:
    """A pool that closes forgets one that is on its way back."""
    stats = pool_stats()
    return stats.get("pool_available") == stats.get("pool_size")
