"""Where the servers listen: in private folders, by paths short enough for a socket."""

import os
import re
import stat
import tempfile
from pathlib import Path

from deploy.local.owner import private
from deploy.local.processes import Owner

# The kernel allows 107 bytes (macOS 103) and cuts nothing off: longer paths are refused.
_LONGEST = 100
_LONGEST_NAME = "/.s.PGSQL.5432.lock"


def socket_folder(wanted: Path, owner: Owner | None) -> Path:
    """The wanted folder, or a short one elsewhere that a link in its place remembers."""
    if fits(wanted):
        return private(wanted, owner)
    if not (wanted.is_symlink() and _is_ours(Path(os.readlink(wanted)), owner)):
        wanted.unlink(missing_ok=True)
        wanted.symlink_to(_short_folder())
    return private(Path(os.readlink(wanted)), owner)


def fits(folder: Path) -> bool:
    """Short, and plain enough to stand in a URL and in a server's settings unquoted."""
    path = f"{folder}{_LONGEST_NAME}"
    return len(os.fsencode(path)) <= _LONGEST and re.fullmatch(r"[\w./+-]+", path, re.A) is not None


def _short_folder() -> str:
    folder = tempfile.mkdtemp(prefix="instapro-")
    if fits(Path(folder)):
        return folder
    os.rmdir(folder)
    return tempfile.mkdtemp(prefix="instapro-", dir="/tmp")


def _is_ours(folder: Path, owner: Owner | None) -> bool:
    """Temporary folders get swept, and somebody else may have taken the name since."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    ours = {os.geteuid()} | ({owner.uid} if owner else set())
    return stat.S_ISDIR(found.st_mode) and found.st_uid in ours and not found.st_mode & 0o077
