"""The floor of writes: their rows, in one transaction, and an answer of as many bytes.

A request has the statements' parameters as JSON. No access is checked, no limit counted, and no
one notified. The statements and the answer are in the environment.
"""

import json
import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from psycopg_pool import ConnectionPool

_pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=1, max_size=10, open=True)
_statements: list[str] = json.loads(os.environ["BENCH_STATEMENTS"])
_answer = os.environ["BENCH_ANSWER"].encode()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    parameters = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    with _pool.connection() as connection:
        for statement in _statements:
            connection.execute(statement.encode(), parameters)
    length = str(len(_answer))
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", length)])
    return [_answer]
