"""A private PostgreSQL: on a Unix socket in a folder that only its owner enters, no TCP."""

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from deploy.local import binaries, interrupts, logs, processes
from deploy.local.database_user import (
    accessible_dir,
    change_owner,
    find_database_user,
    make_private_dir,
)
from deploy.local.errors import UserError
from deploy.local.server import Server
from deploy.local.sockets import socket_folder

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
# The database of a test run is deleted after it, so it need not be safe on disk; many run at once.
_TEMPORARY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
}
_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin"}
# Knows the letters of all scripts, orders by code point, and depends on no library.
_LOCALE = "PG_UNICODE_FAST"
_LOCALE_FILE = "instapro.locale"
_USER = _DATABASE = "instapro"


class PostgresServer(Server):
    stop_signals = ((signal.SIGINT, 1.0), (signal.SIGQUIT, 0.3))  # fast, else immediate shutdown

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.durable = durable
        self.user = find_database_user(home)
        self.binaries = binaries.find_postgres(self.user)
        self.base = accessible_dir(home, self.user)
        self.sockets = socket_folder(self.base / "postgres-sockets", self.user)
        self.url = f"postgresql://{_USER}@/{_DATABASE}?host={self.sockets}"
        super().__init__(
            name=f"PostgreSQL {self.binaries.version}",
            data=self.base / f"postgres-{self.binaries.major}",
            log=home / "logs" / "postgres.log",
        )

    def start(self, *, die_with_us: bool) -> None:
        self._make_cluster()
        super().start(die_with_us=die_with_us)

    def _make_cluster(self) -> None:
        """Makes the cluster aside and moves it into place, so that Ctrl-C leaves no half of one."""
        if self.data.exists():
            self._require_locale()
            change_owner(self.data, self.user)
            return
        building = self.data.with_name(self.data.name + ".building")
        shutil.rmtree(building, ignore_errors=True)
        make_private_dir(building, self.user)
        locale = ["--locale-provider=builtin", f"--builtin-locale={_LOCALE}", "--encoding=UTF8"]
        # Three seconds of syncing would protect a database in which there is nothing yet.
        options = ["--auth=trust", f"--username={_USER}", "--no-sync", *locale]
        self._run("initdb", "-D", str(building), *options)
        single = ["--single", "-D", str(building), "-F", "-c", "exit_on_error=on", "template1"]
        self._run("postgres", *single, sql=f"CREATE DATABASE {_DATABASE}\n")
        (building / _LOCALE_FILE).write_text(_LOCALE)
        building.rename(self.data)

    def _require_locale(self) -> None:
        locale = self.data / _LOCALE_FILE
        if not locale.exists() or locale.read_text() != _LOCALE:
            raise UserError(
                f"The database in {self.data} was made by an earlier InstaPro, with a locale in "
                "which names cannot be searched. Delete its data and begin with fresh demo data: "
                "python3 manage.py up --reset"
            )

    def _spawn(self, *, die_with_us: bool) -> subprocess.Popen[bytes]:
        # The id in it may by now be another program's, and PostgreSQL would refuse to start.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        settings = _SETTINGS | ({} if self.durable else _TEMPORARY)
        settings["unix_socket_directories"] = str(self.sockets)
        options = [word for item in settings.items() for word in ("-c", "=".join(item))]
        with self.log.open("ab") as log:
            return processes.spawn(
                [self.binaries.folder / "postgres", "-D", self.data, *options],
                env=_ENVIRONMENT,
                output=log,
                cwd=Path("/"),
                user=self.user,
                when_orphaned=signal.SIGINT if die_with_us else None,
            )

    def _run(self, program: str, *arguments: str, sql: str = "") -> None:
        with self.log.open("ab") as log, tempfile.TemporaryFile() as statements:
            statements.write(sql.encode())
            statements.seek(0)
            child = processes.spawn(
                [self.binaries.folder / program, *arguments],
                env=_ENVIRONMENT,
                output=log,
                standard_input=statements,
                cwd=Path("/"),
                user=self.user,
            )
        try:
            interrupts.wait_for(lambda: child.poll() is not None, 120)
        finally:
            processes.terminate([child], grace=0.3)
        if child.returncode:
            raise UserError(f"PostgreSQL's {program} failed. {logs.last_lines(self.log, 3)}")

    def _answers(self) -> bool:
        return self._status()[4:8:3] == [str(self.sockets), "ready"]

    def _recorded_pid(self) -> int | None:
        first = "".join(self._status()[:1])
        return int(first) if first.isdigit() else None

    def _status(self) -> list[str]:
        """The lines of postmaster.pid: pid, data folder, start, port, socket folder, address,
        shared memory, state."""
        try:
            text = (self.data / "postmaster.pid").read_text()
        except OSError:
            return []
        return [line.strip() for line in text.splitlines()]
