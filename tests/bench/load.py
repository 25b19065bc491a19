"""Requests, and what the load generator tells of them."""

import json
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.bench.job import Job, Outcome
from tests.bench.load_process import run

CONNECTIONS = 8
_HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Load:
    """What is known of one stretch of load. Times are in milliseconds, `bodies` by request."""

    count: int
    seconds: float
    p50: float
    p99: float
    statuses: Counter[int]
    bodies: Mapping[int, bytes]
    body_bytes: float
    client_cpu_ms: float
    """What the generator itself took for each request: it shares the cores."""


def request(
    method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> bytes:
    """As the proxy passes it on."""
    fields = {"Host": "127.0.0.1", "X-Forwarded-For": "192.0.2.1", **(headers or {})}
    if body:
        fields["Content-Length"] = str(len(body))
    lines = [f"{name}: {value}" for name, value in fields.items()]
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines])
    return head.encode() + _HEAD_END + body


def json_request(path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
    fields = {**headers, "Content-Type": "application/json"}
    return request("POST", path, fields, json.dumps(body).encode())


def ask(server: Path, request: bytes) -> bytes:
    """The body that answers one request, sent by this process; AssertionError if it is refused."""
    outcome = run(Job(str(server), [request], connections=1))
    (status,) = outcome.statuses
    body = _body(outcome.bodies[0])
    assert 200 <= status < 300, f"{status}: {body[:300]!r}"
    return body


def send(
    server: Path,
    requests: Sequence[bytes],
    *,
    seconds: float | None = None,
    connections: int = CONNECTIONS,
) -> Load:
    """Sends requests for so many seconds, or each once, to a Unix socket."""
    job = Job(str(server), list(requests), connections, seconds)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.load_process"],
        input=pickle.dumps(job),
        stdout=subprocess.PIPE,
        check=True,
    )
    return _told(pickle.loads(ran.stdout))


def _told(outcome: Outcome) -> Load:
    count = len(outcome.latencies)
    bodies = {number: _body(answer) for number, answer in outcome.bodies.items()}
    percent = quantiles(outcome.latencies, n=100) if count > 1 else outcome.latencies * 99
    return Load(
        count=count,
        seconds=outcome.seconds,
        p50=percent[49] * 1000,
        p99=percent[98] * 1000,
        statuses=outcome.statuses,
        bodies=bodies,
        body_bytes=sum(map(len, bodies.values())) / len(bodies),
        client_cpu_ms=outcome.cpu_seconds * 1000 / count,
    )


def _body(answer: bytes) -> bytes:
    return answer.partition(_HEAD_END)[2]
