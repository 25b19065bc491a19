"""Whether anything happened since the last start that migrations, static files or demo data
could have to follow. Asking Django takes more than a second; asking the file system does not.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from deploy.local.home import PROJECT, Home

_SKIPPED = {"node_modules", "__pycache__", "tests", "docs"}


def holds(home: Home, witness: Path | None) -> bool:
    """The witness is a file that is made with the database; none is known of somebody else's."""
    if witness is None or not _file(home).exists():
        return False
    return _file(home).read_text() == _fingerprint(witness)


def put(home: Home, witness: Path | None) -> None:
    if witness is not None:
        _file(home).write_text(_fingerprint(witness))


def break_(home: Home) -> None:
    """Before any command that might change the database."""
    _file(home).unlink(missing_ok=True)


def _file(home: Home) -> Path:
    return home.path / "prepared.seal"


def _fingerprint(witness: Path) -> str:
    digest = hashlib.sha256()
    for path in (witness, *sorted(_sources())):
        digest.update(_line(path))
    return digest.hexdigest()


def _line(path: Path) -> bytes:
    try:
        found = path.stat()
    except OSError:  # a link into nowhere, or an editor's file that is gone already
        return b""
    return f"{path} {found.st_size} {found.st_mtime_ns}\n".encode(errors="surrogateescape")


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in _SKIPPED and name[0] != "."]
        yield from (Path(folder, name) for name in files)
