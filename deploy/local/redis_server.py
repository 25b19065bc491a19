"""A private Redis on a Unix socket."""

import os
import signal
import socket
import subprocess
from pathlib import Path

from deploy.local import binaries, family, logs, processes, stopping
from deploy.local.owner import private
from deploy.local.sockets import socket_folder
from deploy.local.trouble import Trouble


class RedisServer:
    def __init__(self, home: Path, *, durable: bool) -> None:
        self.durable = durable
        self.program = binaries.find_redis()
        self.name = f"Redis {binaries.redis_version(self.program)}"
        self.data = private(home / "redis", None)
        self.log = home / "logs" / "redis.log"
        self.socket = socket_folder(home / "sockets", None) / "redis.sock"
        self.url = f"unix://{self.socket}?db=0"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, dies_with_us: bool) -> None:
        """Leaves one alone that already serves; `ready` says when it does."""
        if self._pid() and self._answers():
            return
        self.stop()
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "pidfile": str(self.data / "redis.pid"),
            "databases": "64",
            "maxmemory-policy": "noeviction",
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
        }
        options = [word for name, value in settings.items() for word in (f"--{name}", value)]
        with self.log.open("ab") as log:
            self._child = processes.spawn(
                [self.program, *options],
                env={**os.environ, "LC_ALL": "C"},
                output=log,
                cwd=self.data,
                when_orphaned=signal.SIGTERM if dies_with_us else None,
            )

    def ready(self) -> bool:
        if self._child and self._child.poll() is not None:
            raise Trouble(f"Redis did not start. {logs.ending(self.log, 3)}")
        return self._answers()

    def stop(self) -> None:
        pid = self._child.pid if self._child else self._pid()
        if not pid:
            return
        family.send(pid, signal.SIGTERM)
        if not stopping.settle(self.gone, 1.0):
            family.kill(family.family(pid))
            stopping.settle(self.gone, 1.0)

    def gone(self) -> bool:
        return self._child.poll() is not None if self._child else not self._pid()

    def _pid(self) -> int | None:
        try:
            pid = int((self.data / "redis.pid").read_text())
        except (OSError, ValueError):
            return None
        return pid if family.works_in(pid, self.data) else None

    def _answers(self) -> bool:
        """False as well while it is still reading its file: then it says LOADING."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.settimeout(0.5)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
