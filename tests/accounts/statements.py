"""The SQL of a request: equal work means that timing reveals nothing."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
SAVEPOINT = re.compile(r'"s\d+_x\d+"')


def statements_of(call: Callable[[], Any]) -> list[str]:
    """The SQL statements of a request, in order, without their parameters."""
    with CaptureQueriesContext(connection) as queries:
        call()
    return [LITERAL.sub("?", SAVEPOINT.sub("s", query["sql"])) for query in queries]
