"""The client of `deploy.local.fork_server`: starts programs in processes that it watches."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from deploy.local import environment, interrupts, processes
from deploy.local.errors import UserError
from deploy.local.home import PROJECT
from deploy.local.processes import Child

_PATIENCE = 120.0  # the first import on a slow disk


class Fork:
    """A program in a fork of the server: the part of `subprocess.Popen` that we use."""

    def __init__(self, server: "ForkServer", pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._server = server

    def poll(self) -> int | None:
        self._server.receive()
        return self.returncode

    def wait(self) -> int:
        interrupts.wait_uninterrupted(lambda: self.poll() is not None, float("inf"))
        return self.returncode or 0


class ForkServer:
    """Started with the first program, and again if it has died."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._forks: dict[int, Fork] = {}
        self._started: list[Fork] = []

    def start(self) -> None:
        """Begins to import; returns at once."""
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)  # messages stay whole
        argv = [sys.executable, "-m", "deploy.local.fork_server", str(theirs.fileno())]
        with theirs, self._log.open("ab") as log:
            env = {**os.environ, **environment.bytecode()}
            self._process = processes.spawn(
                argv, env=env, output=log, cwd=PROJECT, keep=[theirs.fileno()]
            )
        ours.setblocking(False)
        self._control = ours

    def run(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        output: IO[bytes] | None,
        errors: IO[bytes],
        cwd: Path = PROJECT,
    ) -> Child:
        """`python -m argv`, in a session of its own. Without an output it writes to ours."""
        if sys.platform != "linux":  # elsewhere the system's libraries do not survive a fork
            python = [sys.executable, "-m", *argv]
            return processes.spawn(python, env=env, output=output, errors=errors, cwd=cwd)
        self.receive()
        if self._control is None:
            self.start()
        assert self._control
        message = {"argv": list(argv), "env": dict(env), "cwd": str(cwd)}
        outputs = [output.fileno() if output else sys.stdout.fileno(), errors.fileno()]
        socket.send_fds(self._control, [json.dumps(message).encode()], outputs)
        if not interrupts.wait_for(self._has_answered, _PATIENCE):
            raise UserError(f"No process could be started. The log: {self._log}")
        return self._started.pop()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Its forks, if any live, die with it."""
        self._lose()

    def receive(self) -> None:
        """Takes note of which forks have started and ended."""
        while self._control is not None:
            try:
                received = self._control.recv(1 << 16)
            except BlockingIOError:
                return
            except OSError:
                received = b""
            if received:
                self._note(**json.loads(received))
            else:
                self._lose()

    def _has_answered(self) -> bool:
        self.receive()
        if self._control is None:
            raise UserError(f"Python could not be started. The log: {self._log}")
        return bool(self._started)

    def _note(self, pid: int, returncode: int | None = None) -> None:
        if returncode is None:
            self._forks[pid] = Fork(self, pid)
            self._started.append(self._forks[pid])
        elif fork := self._forks.pop(pid, None):
            fork.returncode = returncode

    def _lose(self) -> None:
        """The server is gone, or goes now: the kernel kills its forks."""
        if self._process:
            self._process.kill()
            self._process.wait()
        if self._control:
            self._control.close()
        self._control = self._process = None
        for fork in self._forks.values():
            fork.returncode = -signal.SIGKILL
        self._forks.clear()
