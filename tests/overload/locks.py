"""Requests that hang in the database for as long as a test wants."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def users_locked() -> Iterator[None]:
    """Every read of users hangs meanwhile."""
    parameters = {**connection.get_connection_params()}
    parameters.pop("pool", None)
    with psycopg.connect(**parameters) as holder:
        holder.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE")
        yield
