"""The floor of a fan-out: `LPUSH` of an id to each list, a hundred in a pipeline, and nothing else.

As `redis-benchmark -P 100` does; the commands are prepared, their answers only counted.
"""

import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

PIPELINE = 100


def push_to_all(server: Path, keys: Sequence[bytes], value: bytes) -> float:
    """Seconds from the first command to the last answer."""
    batches = list(_batches(keys, value))
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(server))
        began = time.perf_counter()
        for commands, count in batches:
            client.sendall(commands)
            _take_answers(client, count)
        return time.perf_counter() - began


def _batches(keys: Sequence[bytes], value: bytes) -> Iterator[tuple[bytes, int]]:
    for start in range(0, len(keys), PIPELINE):
        batch = keys[start : start + PIPELINE]
        yield b"".join(_command(b"LPUSH", key, value) for key in batch), len(batch)


def _command(*words: bytes) -> bytes:
    parts = [b"$%d\r\n%b\r\n" % (len(word), word) for word in words]
    return b"*%d\r\n%b" % (len(words), b"".join(parts))


def _take_answers(client: socket.socket, count: int) -> None:
    """Each is a number, `:501`: the length of the list."""
    while count:
        received = client.recv(1 << 16)
        assert received, "Redis closed the connection"
        assert b"-" not in received, received[:100]
        count -= received.count(b"\n")
