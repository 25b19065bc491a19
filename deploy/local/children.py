"""The product's own processes under `up`, each with its log."""

import os
import signal
from collections.abc import Mapping

from deploy.local import interrupts, process_tree, processes, supervision
from deploy.local.forks import ForkServer
from deploy.local.home import PROJECT, Home
from deploy.local.processes import Child
from deploy.topology import Program

_GRACE = 0.7  # then they are killed, so that the whole stop takes less than two seconds


class Running:
    """A program that was started: a `supervision.Part`."""

    def __init__(self, program: Program, env: Mapping[str, str], home: Home, forks: ForkServer):
        self.name = program.name
        self.log = home.logs / f"{program.name}.log"
        self._program = program
        self._env = {**env, **program.env, "DATABASE_ROLE": program.role}
        self._forks = forks
        if self.log.exists():
            os.replace(self.log, self.log.with_suffix(".log.1"))
        self.child = self._spawn()

    def is_gone(self) -> bool:
        return self.child.poll() is not None

    def describe_end(self) -> str:
        code = self.child.returncode or 0
        if code < 0:
            return f"was ended by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def start_again(self) -> None:
        process_tree.kill(process_tree.members(self.child.pid))
        self.child = self._spawn()

    def _spawn(self) -> Child:
        if self._program.socket:
            self._program.socket.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            output = None if self._program.speaks else log
            if self._program.is_python:
                return self._forks.run(self._program.argv, env=self._env, output=output, errors=log)
            return processes.spawn(
                self._program.argv, env=self._env, output=output, errors=log, cwd=PROJECT
            )


class Children:
    def __init__(self, home: Home) -> None:
        self._home = home
        self._record = home.path / "children.json"
        self.forks = ForkServer(home.logs / "forks.log")
        self.running: list[Running] = []
        self._passing: list[Running] = []
        self._supervisor = supervision.Supervisor()

    def prepare(self) -> None:
        """Begins to import what they all need; returns at once."""
        self.forks.start()

    def start(self, program: Program, env: Mapping[str, str]) -> Running:
        child = Running(program, env, self._home, self.forks)
        self.running.append(child)
        self._write_record()
        return child

    def start_once(self, program: Program, env: Mapping[str, str]) -> None:
        """Something that ends by itself, and is only missed a little if it does not."""
        self._passing.append(Running(program, env, self._home, self.forks))

    def finish(self, *children: Running) -> None:
        """Waits for their end. Raises `UserError` if one, or another meanwhile, has failed."""
        others = [each for each in self.running if each not in children]

        def are_finished() -> bool:
            gone = [each for each in children if each.is_gone()]
            supervision.require_alive(others)
            supervision.require_alive(each for each in gone if each.child.returncode)
            return len(gone) == len(children)

        interrupts.wait_for(are_finished, float("inf"))
        self.running = others

    def require_alive(self) -> None:
        supervision.require_alive(self.running)

    def tend(self) -> None:
        """Starts those again that have died."""
        before = [child.child for child in self.running]
        self._supervisor.tend(self.running)
        if before != [child.child for child in self.running]:
            self._write_record()

    def stop(self) -> None:
        processes.terminate([each.child for each in (*self.running, *self._passing)], grace=_GRACE)
        self.forks.stop()
        self._record.unlink(missing_ok=True)

    def _write_record(self) -> None:
        process_tree.record(self._record, [each.child.pid for each in self.running])
