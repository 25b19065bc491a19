"""Overload and large bodies on real web processes: granian, with its threads."""

import json
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from accounts.models import User
from tests.factories import PASSWORD
from tests.overload.locks import users_locked
from tests.processes import Server, start_web
from tests.responses import error_of
from tests.threads import at_once

MB = 1024 * 1024
WORKERS = 2
# Of each process: one request in work, and this many that wait.
WAITING = 12
CAPACITY = WORKERS * (1 + WAITING)


@pytest.fixture(scope="module")
def running(django_db_setup: None) -> Iterator[Server]:
    server = start_web(
        DATABASE_POOL_SIZE="1", HASHES_AT_ONCE="1", GRANIAN_BLOCKING_THREADS=str(60 + WAITING)
    )
    yield server
    server.stop()


@pytest.fixture
def web(transactional_db: None, running: Server) -> Server:
    return running


def get(web: Server, path: str) -> httpx.Response:
    return httpx.get(f"{web.url}{path}", timeout=30, trust_env=False)


def test_beyond_its_capacity_it_refuses_and_health_is_answered(web: Server, alice: User) -> None:
    readers: list[Callable[[], httpx.Response]] = [lambda: get(web, "/api/v1/users/alice")] * 40
    with users_locked():
        responses = at_once([*readers, lambda: get(web, "/healthz")])
    assert responses.pop().status_code == 200
    refused = [response for response in responses if response.status_code == 503]
    assert len(refused) >= len(readers) - CAPACITY
    for response in refused:
        assert error_of(response, 503)["code"] == "unavailable"
        assert response.headers["Retry-After"] == "5"
    assert get(web, "/api/v1/users/alice").status_code == 200


def test_many_logins_and_readers_share_one_connection(web: Server, alice: User) -> None:
    def log_in() -> int:
        given = {"login": "alice", "password": PASSWORD}
        url = f"{web.url}/api/v1/auth/login"
        return httpx.post(url, json=given, timeout=30, trust_env=False).status_code

    def read() -> int:
        return get(web, "/api/v1/users/alice").status_code

    # Together no more than may wait, even if one process gets them all.
    assert at_once([*[log_in] * 8, *[read] * 4]) == [200] * 12


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/v1/auth/login", {}, 413),
        ("/accounts/login/", {}, 413),
        ("/api/v1/media", {"Authorization": "Bearer made.up.token"}, 401),
        ("/create", {"Cookie": f"sessionid={'a' * 32}"}, 302),
    ],
)
@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_huge_body_without_a_session_is_refused_early_and_takes_no_memory(
    web: Server, path: str, headers: dict[str, str], status: int, is_chunked: bool
) -> None:
    before = memory_of(web)
    length = "Transfer-Encoding: chunked" if is_chunked else f"Content-Length: {1024 * MB}"
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{web.port}", length]
    lines += ["Content-Type: multipart/form-data; boundary=b"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    piece = b"%x\r\n%s\r\n" % (MB, b"x" * MB) if is_chunked else b"x" * MB
    with socket.create_connection(("127.0.0.1", web.port), timeout=30) as client:
        client.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        sent = 0
        # It closes the connection when it has responded.
        with suppress(BrokenPipeError, ConnectionResetError):
            while not select.select([client], [], [], 0)[0]:
                client.sendall(piece)
                sent += 1
                assert sent < 200, "it still reads"
        assert client.recv(12) == f"HTTP/1.1 {status}".encode()
    assert memory_of(web) - before < 50 * MB


def test_a_chunked_body_is_read_without_a_proxy_before_it(web: Server, alice: User) -> None:
    given = json.dumps({"login": "alice", "password": PASSWORD}).encode()
    response = httpx.post(
        f"{web.url}/api/v1/auth/login",
        content=iter([given[:20], given[20:]]),
        headers={"Content-Type": "application/json"},
        trust_env=False,
    )
    assert response.status_code == 200, response.text


@pytest.mark.parametrize("chunk", [b"zz\r\nnot a length", b"5\r\n{}", b""])
def test_malformed_chunks_are_a_400_in_the_apis_shape(web: Server, chunk: bytes) -> None:
    lines = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % web.port
    lines += b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", web.port), timeout=30) as client:
        client.sendall(lines + chunk + b"\r\n0\r\n\r\n")
        head, _, body = b"".join(iter(lambda: client.recv(65536), b"")).partition(b"\r\n\r\n")
    assert head.split()[1] == b"400"
    assert set(json.loads(body)) == {"type", "errors"}


def memory_of(server: Server) -> int:
    """Bytes in memory of the server and its workers."""
    group = server.child.pid
    statuses = [path.read_text() for path in Path("/proc").glob("[0-9]*/status")]
    return sum(
        1024 * int(status.partition("VmRSS:")[2].split()[0])
        for status in statuses
        if f"\nNSpgid:\t{group}\n" in status and "VmRSS:" in status
    )
