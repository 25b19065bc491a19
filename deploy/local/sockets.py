"""Where the servers listen: in private folders, by paths short enough for a socket."""

import os
import re
import stat
import tempfile
from pathlib import Path

from deploy.local.database_user import make_private_dir
from deploy.local.processes import User

# The kernel allows 107 bytes (macOS 103) and refuses longer paths.
_PATH_MAX_BYTES = 100
_LONGEST_NAME = "/.s.PGSQL.5432.lock"


def socket_folder(wanted: Path, user: User | None) -> Path:
    """The wanted folder, or a short one elsewhere to which a link at `wanted` points."""
    if _fits(wanted):
        return make_private_dir(wanted, user)
    if not (wanted.is_symlink() and _is_ours(wanted.readlink(), user)):
        wanted.unlink(missing_ok=True)
        wanted.symlink_to(_short_folder())
    return make_private_dir(wanted.readlink(), user)


def _fits(folder: Path) -> bool:
    """Whether it is short, and needs no quotes in a URL or in a server's settings."""
    path = f"{folder}{_LONGEST_NAME}"
    is_short = len(os.fsencode(path)) <= _PATH_MAX_BYTES
    return is_short and re.fullmatch(r"[\w./+-]+", path, re.A) is not None


def _short_folder() -> str:
    folder = tempfile.mkdtemp(prefix="instapro-")
    if _fits(Path(folder)):
        return folder
    os.rmdir(folder)
    return tempfile.mkdtemp(prefix="instapro-", dir="/tmp")


def _is_ours(folder: Path, user: User | None) -> bool:
    """Temporary folders are cleaned up, and another user may have taken the name since."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    ours = {os.geteuid()} | ({user.uid} if user else set())
    return stat.S_ISDIR(found.st_mode) and found.st_uid in ours and not found.st_mode & 0o077
