"""Records that migrations, static files and demo data are up to date with the source.

Asking Django takes more than a second; comparing sizes and times of the source files does not.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from deploy.local.home import PROJECT, Home

_SKIPPED = {"node_modules", "__pycache__", "tests", "docs"}


def is_current(home: Home, cluster_version_file: Path | None) -> bool:
    """Whether nothing changed since `write`. The file is created with the private database; a
    database that the environment names has none and is never current."""
    if cluster_version_file is None or not _file(home).exists():
        return False
    return _file(home).read_text() == _fingerprint(cluster_version_file)


def write(home: Home, cluster_version_file: Path | None) -> None:
    if cluster_version_file is not None:
        _file(home).write_text(_fingerprint(cluster_version_file))


def delete(home: Home) -> None:
    """Before any command that may change the database."""
    _file(home).unlink(missing_ok=True)


def _file(home: Home) -> Path:
    return home.path / "prepared.stamp"


def _fingerprint(cluster_version_file: Path) -> str:
    digest = hashlib.sha256()
    for path in (cluster_version_file, *sorted(_sources())):
        digest.update(_line(path))
    return digest.hexdigest()


def _line(path: Path) -> bytes:
    try:
        found = path.stat()
    except OSError:  # a broken link, or an editor's temporary file
        return b""
    return f"{path} {found.st_size} {found.st_mtime_ns}\n".encode(errors="surrogateescape")


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in _SKIPPED and name[0] != "."]
        yield from (Path(folder, name) for name in files)
