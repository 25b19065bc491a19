"""A private PostgreSQL: on a Unix socket in a folder that only its owner enters, no TCP."""

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from deploy.local import binaries, family, logs, processes, stopping
from deploy.local.owner import database_owner, give, ground, private
from deploy.local.sockets import socket_folder
from deploy.local.trouble import Trouble

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
# A test's database dies with the test, so nobody waits for the disk; and many run at once.
_THROW_AWAY = {
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


class PostgresServer:
    def __init__(self, home: Path, *, durable: bool) -> None:
        self.durable = durable
        self.owner = database_owner(home)
        self.binaries = binaries.find_postgres(self.owner)
        self.name = f"PostgreSQL {self.binaries.version}"
        self.ground = ground(home, self.owner)
        self.data = self.ground / f"postgres-{self.binaries.major}"
        self.log = home / "logs" / "postgres.log"
        self.sockets = socket_folder(self.ground / "postgres-sockets", self.owner)
        self.url = f"postgresql://{_USER}@/{_DATABASE}?host={self.sockets}"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, dies_with_us: bool) -> None:
        """Leaves one alone that already serves; `ready` says when it does."""
        self._make_cluster()
        if self._pid() and self._status()[4:8:3] == [str(self.sockets), "ready"]:
            return
        self.stop()
        # Its number may by now be another program's, and PostgreSQL would not start for that.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        settings = _SETTINGS | ({} if self.durable else _THROW_AWAY)
        settings["unix_socket_directories"] = str(self.sockets)
        options = [word for item in settings.items() for word in ("-c", "=".join(item))]
        with self.log.open("ab") as log:
            self._child = processes.spawn(
                [self.binaries.folder / "postgres", "-D", self.data, *options],
                env=_ENVIRONMENT,
                output=log,
                cwd=Path("/"),
                owner=self.owner,
                when_orphaned=signal.SIGINT if dies_with_us else None,
            )

    def ready(self) -> bool:
        if self._child and self._child.poll() is not None:
            raise Trouble(f"PostgreSQL did not start. {logs.ending(self.log)}")
        return self._status()[7:8] == ["ready"]

    def stop(self) -> None:
        """Fast, else immediate, else by force."""
        pid = self._child.pid if self._child else self._pid()
        if not pid:
            return
        below = family.family(pid)
        for signum, seconds in ((signal.SIGINT, 1.0), (signal.SIGQUIT, 0.3)):
            family.send(pid, signum)
            if stopping.settle(self.gone, seconds):
                return
        family.kill(below | family.family(pid))
        stopping.settle(self.gone, 1.0)

    def _make_cluster(self) -> None:
        """Made aside and moved into place, so that a Ctrl-C leaves no half of one."""
        if self.data.exists():
            self._require_locale()
            give(self.data, self.owner)
            return
        building = self.data.with_name(self.data.name + ".building")
        shutil.rmtree(building, ignore_errors=True)
        private(building, self.owner)
        locale = ["--locale-provider=builtin", f"--builtin-locale={_LOCALE}"]
        form = ["--auth=trust", "--encoding=UTF8", *locale, f"--username={_USER}"]
        # Three seconds of syncing would protect a database in which there is nothing yet.
        self._run("initdb", "-D", str(building), *form, "--no-sync")
        single = ["--single", "-D", str(building), "-F", "-c", "exit_on_error=on", "template1"]
        self._run("postgres", *single, sql=f"CREATE DATABASE {_DATABASE}\n")
        (building / _LOCALE_FILE).write_text(_LOCALE)
        building.rename(self.data)

    def _require_locale(self) -> None:
        locale = self.data / _LOCALE_FILE
        if not locale.exists() or locale.read_text() != _LOCALE:
            raise Trouble(
                f"The database in {self.data} was made by an earlier InstaPro, with a locale in "
                "which names cannot be searched. Delete its data and begin with fresh demo data: "
                "python3 manage.py up --reset"
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
                owner=self.owner,
            )
        try:
            stopping.wait_for(lambda: child.poll() is not None, 120)
        finally:
            processes.end([child], grace=0.3)
        if child.returncode:
            raise Trouble(f"PostgreSQL's {program} failed. {logs.ending(self.log, 3)}")

    def gone(self) -> bool:
        return self._child.poll() is not None if self._child else not self._pid()

    def _pid(self) -> int | None:
        """The number of the living server of this data folder."""
        line = (self._status() or [""])[0]
        pid = int(line) if line.isdigit() else 0
        return pid if pid and family.works_in(pid, self.data) else None

    def _status(self) -> list[str]:
        """Number, folder, start, port, socket folder, address, memory, state; as pg_ctl reads."""
        try:
            text = (self.data / "postmaster.pid").read_text()
        except OSError:
            return []
        return [line.strip() for line in text.splitlines()]
