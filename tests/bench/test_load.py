"""The load generator, on a server that answers as the test says."""

import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.bench import load

Serve = Callable[[bytes], Path]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Answers each request with these bytes, in pieces of seven."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        place = Path(folder, "server.sock")
        listener.bind(str(place))
        listener.listen()

        def start(answer: bytes) -> Path:
            threading.Thread(target=_answer_all, args=[listener, answer], daemon=True).start()
            return place

        yield start
        listener.shutdown(socket.SHUT_RDWR)


def test_each_request_is_sent_once_and_its_answer_kept(serve: Serve) -> None:
    place = serve(b"HTTP/1.1 201 Created\r\ncontent-length: 10\r\n\r\n0123456789")

    sent = load.send(place, [load.request("GET", f"/{number}") for number in range(30)])

    assert sent.count == 30
    assert sent.statuses == {201: 30}
    assert sent.bodies == dict.fromkeys(range(30), b"0123456789")
    assert sent.body_bytes == 10
    assert 0 < sent.p50 <= sent.p99


def test_requests_are_repeated_for_as_long_as_is_said(serve: Serve) -> None:
    place = serve(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")

    sent = load.send(place, [load.request("GET", "/")] * 2, seconds=0.3, connections=2)

    assert sent.count > 2
    assert sent.seconds >= 0.3
    assert sent.statuses == {204: sent.count}


def test_an_answer_that_is_cut_off_is_an_error(serve: Serve) -> None:
    place = serve(b"HTTP/1.1 200 OK\r\n\r\n")

    with pytest.raises(subprocess.CalledProcessError):
        load.send(place, [load.request("GET", "/")])


def _answer_all(listener: socket.socket, answer: bytes) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=[client, answer], daemon=True).start()


def _answer(client: socket.socket, answer: bytes) -> None:
    with client:
        while client.recv(4096):
            for start in range(0, len(answer), 7):
                client.sendall(answer[start : start + 7])
