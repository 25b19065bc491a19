"""What is done and then taken back, and what was written meanwhile."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# That somebody was there may be noted, whatever they are answered.
WRITING = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(?!django_session|sessions)(\w+)')


@contextmanager
def undone() -> Iterator[set[str]]:
    """All that is written in here is rolled back; the tables of which it changed rows.

    What wants to be the outermost transaction may think that it is.
    """
    wrote: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if (found := WRITING.match(sql)) and context["cursor"].rowcount > 0:
            wrote.add(found[1])
        return result

    block = transaction.atomic()
    # As Django's own TestCase says it, for `atomic(durable=True)`.
    block._from_testcase = True  # type: ignore[attr-defined]
    with connection.execute_wrapper(watch), block:
        yield wrote
        transaction.set_rollback(True)
