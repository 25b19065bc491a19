"""A mail server that a test sends away: it keeps what it takes."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class MailServer(socketserver.ThreadingTCPServer):
    """Answers every connection with 421 while `is_away`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.is_away = False
        self.refusals = 0
        self.recipients: list[str] = []

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}?starttls=off"


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        if self.server.is_away:
            self.server.refusals += 1
            self._say("421 Too busy")
            return
        self._say("220 Ready")
        while line := self.rfile.readline().decode().strip():
            match line.split(maxsplit=1)[0].upper():
                case "DATA":
                    self._take()
                case "RCPT":
                    self.server.recipients.append(line.partition("<")[2].partition(">")[0])
                    self._say("250 OK")
                case "QUIT":
                    self._say("221 Bye")
                    return
                case _:
                    self._say("250 OK")

    def _take(self) -> None:
        self._say("354 Go on")
        while self.rfile.readline() not in {b".\r\n", b""}:
            continue
        self._say("250 OK")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
