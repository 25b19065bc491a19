"""HOST and PORT: where the pages are served, and whether that address is free."""

import contextlib
import errno
import http.client
import os
import socket
import ssl
from dataclasses import dataclass

from deploy.local.errors import UserError

_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


@dataclass(frozen=True)
class Address:
    host: str
    port: int
    https: bool = False

    @classmethod
    def from_environment(cls, *, https: bool = False) -> "Address":
        text = os.environ.get("PORT") or "8000"
        if not (text.isdigit() and 0 < int(text) < 65536):
            raise UserError(
                f"PORT={text} is not a port. Take a number from 1024 to 65535: "
                "PORT=8001 python3 manage.py up"
            )
        return cls(os.environ.get("HOST") or "127.0.0.1", int(text), https)

    @property
    def scheme(self) -> str:
        return "https" if self.https else "http"

    @property
    def url(self) -> str:
        host = self._client_host
        if self.https and host in {"127.0.0.1", "::1"}:
            host = "localhost"  # passkeys need a name
        return f"{self.scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def _client_host(self) -> str:
        return _EVERY_ADDRESS.get(self.host, self.host)

    @property
    def names(self) -> list[str]:
        """By which other machines may ask for the site, if it is served to them."""
        if self.host not in _EVERY_ADDRESS:
            return []
        name = socket.gethostname()
        try:
            found = {str(each[4][0]) for each in socket.getaddrinfo(name, None)}
        except OSError:
            found = set()
        # Nothing is sent: the system only chooses the address that it would send from.
        with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))
            found.add(probe.getsockname()[0])
        addresses = (f"[{each}]" if ":" in each else each for each in sorted(found))
        return [name.lower(), f"{name.lower()}.local", *addresses]

    def require_free(self) -> None:
        """Raises `UserError` with the remedy if we cannot listen there."""
        error = self._bind_error(self.port)
        if error is None:
            return
        if error == errno.EADDRINUSE:
            free = self.next_free()
            raise UserError(
                f"Port {self.port} is taken by another program; {free} is free: "
                f"PORT={free} python3 manage.py up"
            )
        if error == errno.EACCES:
            raise UserError(
                f"Port {self.port} is for root alone. Take one above 1023: "
                "PORT=8000 python3 manage.py up"
            )
        raise UserError(
            f"HOST={self.host} is not an address of this machine. Leave HOST away, or take "
            "0.0.0.0 for all of them: HOST=0.0.0.0 python3 manage.py up"
        )

    def get(self, path: str) -> tuple[int, str]:
        """Status and the beginning of the body; 0 and the error if there is no answer."""
        client = self._connection()
        try:
            client.request("GET", path)
            response = client.getresponse()
            return response.status, response.read(500).decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return 0, str(error)
        finally:
            client.close()

    def _connection(self) -> http.client.HTTPConnection:
        host = self._client_host
        if not self.https:
            return http.client.HTTPConnection(host, self.port, timeout=2)
        # Ours, on this machine; nothing secret is sent.
        trusting = ssl.create_default_context()
        trusting.check_hostname = False
        trusting.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection(host, self.port, timeout=2, context=trusting)

    def next_free(self) -> int:
        """A port that nothing listens on, above ours."""
        ports = range(self.port + 1, min(self.port + 200, 65536))
        return next((port for port in ports if self._bind_error(port) is None), 8000)

    def _bind_error(self, port: int) -> int | None:
        """The error number of an attempt to listen there."""
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(
                self.host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as candidate:
                candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                candidate.bind(address)
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
        return None
