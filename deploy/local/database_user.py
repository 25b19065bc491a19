"""Which user runs PostgreSQL, which refuses to run as root, and where its files can be."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from deploy.local.errors import UserError
from deploy.local.home import MARKER
from deploy.local.processes import User, run_as

_FALLBACK_BASES = (Path("/var/lib"), Path("/var/tmp"))


def find_database_user(home: Path) -> User | None:
    """None if we are not root; else the owner of the data, or `postgres`, or `nobody`."""
    if os.geteuid() != 0:
        return None
    owners = [_name(data.stat().st_uid) for data in home.glob("postgres-[0-9]*")]
    for name in (*owners, "postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid:
            return User(entry.pw_uid, entry.pw_gid, name)
    raise UserError(
        "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody. "
        "Start InstaPro as an ordinary user, or set DATABASE_URL."
    )


def accessible_dir(folder: Path, user: User | None) -> Path:
    """The folder itself, or a fallback if the user cannot enter it."""
    return folder if user is None or _can_enter(folder, user) else fallback_dir(folder)


def fallback_dir(folder: Path) -> Path:
    """A folder outside, named after the one that it replaces."""
    for base in _FALLBACK_BASES:
        path = base / _fallback_name(folder)
        try:
            path.mkdir(mode=0o711, exist_ok=True)
            _require_ours(path)
            _empty_unless_for(folder, path)
        except OSError:
            continue
        return path
    raise UserError(
        f"PostgreSQL can not enter {folder}, as it does not run as root, and neither /var/lib nor "
        "/var/tmp can be written. Name an open folder: INSTAPRO_HOME=/srv/instapro"
    )


def delete_fallback_dir(folder: Path) -> None:
    for base in _FALLBACK_BASES:
        path = base / _fallback_name(folder)
        if path.exists():
            _require_ours(path)
            shutil.rmtree(path)


def make_private_dir(path: Path, user: User | None) -> Path:
    """A folder that only its owner (and root) can read."""
    path.mkdir(mode=0o700, exist_ok=True)
    if user is not None:
        os.chown(path, user.uid, user.gid)
    return path


def change_owner(tree: Path, user: User | None) -> None:
    """For data made for another user, say before a package added `postgres`."""
    if user is None or tree.stat().st_uid == user.uid:
        return
    for path in (*tree.rglob("*"), tree):
        os.chown(path, user.uid, user.gid, follow_symlinks=False)


def _can_enter(folder: Path, user: User) -> bool:
    argv = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
    try:
        entered = subprocess.run(
            argv, check=False, cwd="/", stderr=subprocess.DEVNULL, **run_as(user)
        )
    except PermissionError as error:
        raise UserError(
            "PostgreSQL refuses to run as root, and this root may not become another user. "
            "Start InstaPro as an ordinary user, or set DATABASE_URL."
        ) from error
    return entered.returncode == 0


def _fallback_name(folder: Path) -> str:
    return "instapro-" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _empty_unless_for(folder: Path, path: Path) -> None:
    """A new folder at the path of a deleted one must not inherit its database."""
    note, marker = path / "data-folder", folder / MARKER
    text = f"{folder}\n{marker.read_text() if marker.exists() else ''}"
    if note.exists() and note.read_text() != text:
        shutil.rmtree(path)
        path.mkdir(mode=0o711)
    note.write_text(text)


def _require_ours(path: Path) -> None:
    """/var/tmp is open to all: another user may have put a link or a folder there."""
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise UserError(f"{path} is not a folder of ours. Look what it is, and remove it.")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""
