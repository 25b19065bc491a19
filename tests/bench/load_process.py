"""The load generator: a process of its own, which sends prepared requests and times the answers.

A few connections of HTTP/1.1 kept alive, each with one request in flight, in one thread on raw
sockets: it makes no objects of requests and parses of an answer only its status and its length.
Run as `python -m tests.bench.load_process`, with a pickled `Job` as its input; it writes a pickled
`Outcome`. It imports the standard library alone, so that it starts at once.
"""

import pickle
import re
import select
import socket
import sys
import time
from itertools import cycle

from tests.bench.job import Job, Outcome

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.I)
_HEAD_END = b"\r\n\r\n"
_PIECE = 1 << 18


class Connection:
    def __init__(self, path: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)

    def send(self, number: int, request: bytes) -> None:
        self.number = number
        self._pieces: list[bytes] = []
        self._missing: int | None = None
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The answer once it is complete, headers included."""
        piece = self.socket.recv(_PIECE)
        if not piece:
            raise ConnectionError("The server closed a connection that is kept alive.")
        self._pieces.append(piece)
        if self._missing is None:
            self._missing = self._length()
            if self._missing is None:
                return None
        else:
            self._missing -= len(piece)
        return b"".join(self._pieces) if self._missing == 0 else None

    def _length(self) -> int | None:
        """How many bytes are still to come; None while the headers are not complete."""
        received = b"".join(self._pieces)
        end = received.find(_HEAD_END)
        if end < 0:
            return None
        length = _LENGTH.search(received, 0, end + 2)
        if not length:
            raise ValueError(f"An answer without a length: {received[:end]!r}")
        return end + len(_HEAD_END) + int(length[1]) - len(received)


def run(job: Job) -> Outcome:
    outcome = Outcome()
    numbered = list(enumerate(job.requests))
    waiting = iter(cycle(numbered) if job.seconds else numbered)
    poll = select.epoll()
    connections = {}
    for _ in range(min(job.connections, len(numbered))):
        connection = Connection(job.socket)
        connections[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.EPOLLIN)
    began, began_cpu = time.perf_counter(), time.process_time()
    end = began + (job.seconds or float("inf"))
    in_flight = 0
    for connection in connections.values():
        connection.send(*next(waiting))
        in_flight += 1
    while in_flight:
        for descriptor, _ in poll.poll():
            connection = connections[descriptor]
            answer = connection.receive()
            if answer is None:
                continue
            now = time.perf_counter()
            _note(outcome, connection, answer, now)
            following = next(waiting, None) if now < end else None
            if following:
                connection.send(*following)
            else:
                in_flight -= 1
    outcome.seconds = time.perf_counter() - began
    outcome.cpu_seconds = time.process_time() - began_cpu
    return outcome


def _note(outcome: Outcome, connection: Connection, answer: bytes, now: float) -> None:
    outcome.latencies.append(now - connection.began)
    outcome.statuses[int(answer[9:12])] += 1
    outcome.bytes_received += len(answer)
    outcome.bodies[connection.number] = answer


if __name__ == "__main__":
    pickle.dump(run(pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
