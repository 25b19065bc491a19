"""A small TCP proxy before a server, which cuts all connections when a test wants."""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread

# A socket closed with it sends a reset.
_RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Listens on a port of its own, before the server at a Unix socket or at a host and port."""

    def __init__(self, target: Path | tuple[str, int]) -> None:
        self._target = str(target) if isinstance(target, Path) else target
        self._resets = False
        self._open: list[socket.socket] = []
        self._lock = Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    @contextmanager
    def resetting(self, *, every: float = 0.2) -> Iterator[None]:
        """Connections are reset meanwhile, new ones at once."""
        over = Event()
        self._resets = True

        def reset_again() -> None:
            while not over.wait(every):
                self._reset_all()

        thread = Thread(target=reset_again, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            self._resets = False

    def close(self) -> None:
        self._resets = True
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._reset_all()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                self._serve(client)

    def _serve(self, client: socket.socket) -> None:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        is_path = isinstance(self._target, str)
        server = socket.socket(socket.AF_UNIX if is_path else socket.AF_INET)
        if self._resets or server.connect_ex(self._target):
            client.close()
            server.close()
            return
        with self._lock:
            self._open += [client, server]
        for source, sink in ((client, server), (server, client)):
            Thread(target=_copy, args=(source, sink), daemon=True).start()

    def _reset_all(self) -> None:
        with self._lock:
            cut, self._open = self._open, []
        for each in cut:
            # Wakes the thread that reads from it, which closing alone would not.
            with suppress(OSError):
                each.shutdown(socket.SHUT_RD)
            with suppress(OSError):
                os.close(each.detach())


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
