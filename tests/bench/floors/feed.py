"""The floor of a feed: ids from a list in Redis, the bytes of each post from Redis, joined.

`/7` is the page of the seventh viewer. No access is checked, nothing is counted and nothing is
looked up in PostgreSQL.
"""

import os
from collections.abc import Iterable, Sequence
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import redis

PAGE_SIZE = 20
_HEAD, _TAIL = b'{"results":[', b"]}"

client: Any = redis.Redis.from_url(os.environ["REDIS_URL"])


def list_key(number: int) -> str:
    return f"floor:timeline:{number}"


def body_key(post_id: bytes) -> bytes:
    return b"floor:body:" + post_id


def fill(pages: Sequence[Sequence[tuple[bytes, bytes]]]) -> None:
    """The pages of all viewers: ids and bodies of posts, newest first."""
    with client.pipeline(transaction=False) as pipeline:
        for number, page in enumerate(pages):
            pipeline.delete(list_key(number))
            pipeline.rpush(list_key(number), *[post_id for post_id, _ in page])
            for post_id, body in page:
                pipeline.set(body_key(post_id), body)
        pipeline.execute()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    number = int(environ["PATH_INFO"].lstrip("/"))
    ids = client.lrange(list_key(number), 0, PAGE_SIZE - 1)
    body = _HEAD + b",".join(client.mget(map(body_key, ids))) + _TAIL
    length = str(len(body))
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", length)])
    return [body]
