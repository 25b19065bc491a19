"""Who runs PostgreSQL, and where its files can lie: it refuses to run as root."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from deploy.local.home import MARKER
from deploy.local.processes import Owner, identity
from deploy.local.trouble import Trouble

_BASES = (Path("/var/lib"), Path("/var/tmp"))


def database_owner(home: Path) -> Owner | None:
    """None for an ordinary user, who runs it as is; as root, whoever the data belongs to."""
    if os.geteuid() != 0:
        return None
    earlier = [_name(data.stat().st_uid) for data in home.glob("postgres-[0-9]*")]
    for name in (*earlier, "postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid:
            return Owner(entry.pw_uid, entry.pw_gid, name)
    raise Trouble(
        "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody. "
        "Start InstaPro as an ordinary user, or set DATABASE_URL."
    )


def ground(folder: Path, owner: Owner | None) -> Path:
    """The folder itself, or a stand-in where only root may enter it."""
    return folder if owner is None or may_enter(folder, owner) else stand_in(folder)


def stand_in(folder: Path) -> Path:
    """A folder of our own outside, named after the one that it stands for."""
    for base in _BASES:
        path = base / _stand_in_name(folder)
        try:
            path.mkdir(mode=0o711, exist_ok=True)
            _insist_on_ours(path)
            _empty_unless_for(folder, path)
        except OSError:
            continue
        return path
    raise Trouble(
        f"PostgreSQL can not enter {folder}, as it does not run as root, and neither /var/lib nor "
        "/var/tmp can be written. Name an open folder: INSTAPRO_HOME=/srv/instapro"
    )


def may_enter(folder: Path, owner: Owner) -> bool:
    try:
        _try_as(owner, "/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder))
    except subprocess.CalledProcessError:
        return False
    return True


def private(path: Path, owner: Owner | None) -> Path:
    """A folder that nobody but its owner (and root) can look into."""
    path.mkdir(mode=0o700, exist_ok=True)
    if owner is not None:
        os.chown(path, owner.uid, owner.gid)
    return path


def give(tree: Path, owner: Owner | None) -> None:
    """Hands the tree over if it was made for another user, say before a package added one."""
    if owner is None or tree.stat().st_uid == owner.uid:
        return
    for path in (*tree.rglob("*"), tree):
        os.chown(path, owner.uid, owner.gid, follow_symlinks=False)


def forget_stand_in(folder: Path) -> None:
    """Deletes what was kept outside for the folder."""
    for base in _BASES:
        path = base / _stand_in_name(folder)
        if path.exists():
            _insist_on_ours(path)
            shutil.rmtree(path)


def _try_as(owner: Owner, *argv: str) -> None:
    try:
        subprocess.run(argv, check=True, cwd="/", stderr=subprocess.DEVNULL, **identity(owner))
    except PermissionError as error:
        raise Trouble(
            "PostgreSQL refuses to run as root, and this root may not become another user. "
            "Start InstaPro as an ordinary user, or set DATABASE_URL."
        ) from error


def _stand_in_name(folder: Path) -> str:
    return "instapro-" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _empty_unless_for(folder: Path, path: Path) -> None:
    """A new folder in the place of a deleted one does not inherit its database."""
    note, marker = path / "stands-for", folder / MARKER
    text = f"{folder}\n{marker.read_text() if marker.exists() else ''}"
    if note.exists() and note.read_text() != text:
        shutil.rmtree(path)
        path.mkdir(mode=0o711)
    note.write_text(text)


def _insist_on_ours(path: Path) -> None:
    """/var/tmp is open to all: somebody else may have been there first, with a link or a trap."""
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise Trouble(f"{path} is not a folder of ours. Look what it is, and remove it.")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""
