"""A private Redis on a Unix socket."""

import os
import signal
import socket
import subprocess
from pathlib import Path

from deploy.local import binaries, processes
from deploy.local.database_user import make_private_dir
from deploy.local.server import Server
from deploy.local.sockets import socket_folder


class RedisServer(Server):
    stop_signals = ((signal.SIGTERM, 1.0),)

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.durable = durable
        self.program = binaries.find_redis()
        self.socket = socket_folder(home / "sockets", None) / "redis.sock"
        self.url = f"unix://{self.socket}?db=0"
        super().__init__(
            name=f"Redis {binaries.redis_version(self.program)}",
            data=make_private_dir(home / "redis", None),
            log=home / "logs" / "redis.log",
        )

    def _spawn(self, *, die_with_us: bool) -> subprocess.Popen[bytes]:
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
            return processes.spawn(
                [self.program, *options],
                env={**os.environ, "LC_ALL": "C"},
                output=log,
                cwd=self.data,
                when_orphaned=signal.SIGTERM if die_with_us else None,
            )

    def _answers(self) -> bool:
        """False as well while it reads its file: then it answers LOADING."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.settimeout(0.5)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def _recorded_pid(self) -> int | None:
        try:
            return int((self.data / "redis.pid").read_text())
        except (OSError, ValueError):
            return None
