"""Putting back what Redis held earlier."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.redis import disposable


@dataclass(frozen=True)
class Stored:
    key: bytes
    value: bytes
    # In milliseconds; 0 for a key that does not expire.
    lifetime: int


def take_snapshot() -> list[Stored]:
    keys = list(disposable().scan_iter(count=1_000))
    with disposable().pipeline() as pipeline:
        for key in keys:
            pipeline.dump(key)
            pipeline.pttl(key)
        found = pipeline.execute()
    return [
        Stored(key, value, max(lifetime, 0))
        for key, value, lifetime in zip(keys, found[::2], found[1::2], strict=True)
        if value is not None
    ]


def put_back(snapshot: list[Stored]) -> None:
    """Redis holds this, and nothing else."""
    with disposable().pipeline() as pipeline:
        pipeline.flushall()
        for each in snapshot:
            pipeline.restore(each.key, each.lifetime, each.value)
        pipeline.execute()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Reading changes Redis; afterwards it is as before."""
    before = take_snapshot()
    try:
        yield
    finally:
        put_back(before)
