"""Work that is rolled back, and the tables that it wrote to."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# A session's last use may be written, whatever the response.
WRITING = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(?!django_session|sessions)(\w+)')


@contextmanager
def rolled_back() -> Iterator[set[str]]:
    """Rolls back everything written in the block; yields the tables whose rows changed.

    Code that requires the outermost transaction runs inside it, as in Django's own TestCase.
    """
    written: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if (found := WRITING.match(sql)) and context["cursor"].rowcount > 0:
            written.add(found[1])
        return result

    block = transaction.atomic()
    # This is how TestCase marks its transaction, for `atomic(durable=True)`.
    block._from_testcase = True  # type: ignore[attr-defined]
    with connection.execute_wrapper(watch), block:
        yield written
        transaction.set_rollback(True)
