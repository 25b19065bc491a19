"""HOST and PORT: where the pages are served, and whether that place is free."""

import errno
import http.client
import os
import socket
from dataclasses import dataclass

from deploy.local.trouble import Trouble

_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        host = self._reachable
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def _reachable(self) -> str:
        return _EVERY_ADDRESS.get(self.host, self.host)

    def insist_on_free(self) -> None:
        """Raises `Trouble` with the remedy if nobody can listen there."""
        reason = self._obstacle(self.port)
        if reason is None:
            return
        if reason == errno.EADDRINUSE:
            free = self._next_free()
            raise Trouble(
                f"Port {self.port} is taken by another program; {free} is free: "
                f"PORT={free} python3 manage.py up"
            )
        if reason == errno.EACCES:
            raise Trouble(
                f"Port {self.port} is for root alone. Take one above 1023: "
                "PORT=8000 python3 manage.py up"
            )
        raise Trouble(
            f"HOST={self.host} is not an address of this machine. Leave HOST away, or take "
            "0.0.0.0 for all of them: HOST=0.0.0.0 python3 manage.py up"
        )

    def answers(self, path: str) -> tuple[int, str]:
        """Status and the beginning of the body; 0 while nobody listens."""
        client = http.client.HTTPConnection(self._reachable, self.port, timeout=2)
        try:
            client.request("GET", path)
            response = client.getresponse()
            return response.status, response.read(500).decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return 0, str(error)
        finally:
            client.close()

    def _next_free(self) -> int:
        for port in range(self.port + 1, min(self.port + 200, 65536)):
            if self._obstacle(port) is None:
                return port
        return 8000

    def _obstacle(self, port: int) -> int | None:
        """The error number that listening there would meet."""
        try:
            family, kind, protocol, _, place = socket.getaddrinfo(
                self.host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as candidate:
                candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                candidate.bind(place)
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
        return None


def wanted() -> Address:
    text = os.environ.get("PORT") or "8000"
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise Trouble(
            f"PORT={text} is not a port. Take a number from 1024 to 65535: "
            "PORT=8001 python3 manage.py up"
        )
    return Address(os.environ.get("HOST") or "127.0.0.1", int(text))
