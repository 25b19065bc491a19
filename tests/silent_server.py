"""A proxy before PostgreSQL that can fall silent, as the network or a stopped server does."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from tests.processes import ours


class SilentServer:
    """Takes connections on a TCP port and passes their bytes on, until it is told to be silent.

    It then takes connections and bytes all the same. Where it `swallows`, they are lost, as in a
    network that is cut; else they are passed on afterwards, as by a process after SIGCONT.
    """

    def __init__(self, *, swallows: bool) -> None:
        self._swallows = swallows
        self._speaks = Event()
        self._speaks.set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._port = self._listener.getsockname()[1]
        self._upstream = urlsplit(ours()["DATABASE_URL"])
        Thread(target=self._accept, daemon=True).start()

    @property
    def database_url(self) -> str:
        """Of the test's database, by way of this proxy."""
        user = self._upstream.username or ""
        path = self._upstream.path
        return f"postgresql://{user}@127.0.0.1:{self._port}{path}"

    @contextmanager
    def silence(self) -> Iterator[None]:
        self._speaks.clear()
        try:
            yield
        finally:
            self._speaks.set()

    def close(self) -> None:
        self._speaks.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, self._connect() as server:
            back = Thread(target=self._pass_on, args=[server, client], daemon=True)
            back.start()
            self._pass_on(client, server)
            back.join()

    def _connect(self) -> socket.socket:
        folder = parse_qs(self._upstream.query)["host"][0]
        server = socket.socket(socket.AF_UNIX)
        server.connect(os.path.join(folder, ".s.PGSQL.5432"))
        return server

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        """Until one side closes the connection; then the other one is told."""
        is_lost = False
        with suppress(OSError):
            while data := source.recv(65536):
                is_lost |= self._swallows and not self._speaks.is_set()
                self._speaks.wait()
                if not is_lost:
                    target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)
