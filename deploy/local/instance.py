"""Which `up` uses the data folder: a lock says that there is one, a note where it serves."""

import json
import os

from deploy.local.address import Address
from deploy.local.errors import UserError
from deploy.local.home import Home
from deploy.local.locks import Lock
from deploy.local.terminal import say


def lock_for(home: Home) -> Lock:
    return Lock(home.path / "up.lock")


def write_note(home: Home, address: Address, *, ready: bool) -> None:
    note = {"url": address.url, "pid": os.getpid(), "ready": ready}
    (home.path / "up.json").write_text(json.dumps(note))


def delete_note(home: Home) -> None:
    (home.path / "up.json").unlink(missing_ok=True)


def report_running(home: Home, *, reset: bool) -> None:
    """Says where the other one serves. Raises `UserError` if its data should be deleted."""
    try:
        note: dict[str, object] = json.loads((home.path / "up.json").read_text())
    except (OSError, ValueError):
        note = {}
    url, pid = note.get("url", "its address"), note.get("pid", "?")
    if reset:
        raise UserError(
            f"InstaPro is running at {url} (process {pid}). Stop it with Ctrl-C, then: "
            "python3 manage.py up --reset"
        )
    say(f"InstaPro is already {'running' if note.get('ready') else 'starting'} at {url}")
