"""Which `up` has the data folder: the lock says that there is one, a note says where it serves."""

import json
import os

from deploy.local.address import Address
from deploy.local.home import Home
from deploy.local.locks import Lock
from deploy.local.terminal import say
from deploy.local.trouble import Trouble


def lock_of(place: Home) -> Lock:
    return Lock(place.path / "up.lock")


def note(place: Home, address: Address, *, ready: bool) -> None:
    words = {"url": address.url, "pid": os.getpid(), "ready": ready}
    (place.path / "up.json").write_text(json.dumps(words))


def forget(place: Home) -> None:
    (place.path / "up.json").unlink(missing_ok=True)


def tell(place: Home, *, reset: bool) -> None:
    """Says who runs; deleting the data under them is refused."""
    known = _noted(place)
    url, pid = known.get("url", "its address"), known.get("pid", "?")
    if reset:
        raise Trouble(
            f"InstaPro is running at {url} (process {pid}). Stop it with Ctrl-C, then: "
            "python3 manage.py up --reset"
        )
    say(f"InstaPro is already {'running' if known.get('ready') else 'starting'} at {url}")


def _noted(place: Home) -> dict[str, object]:
    try:
        known: dict[str, object] = json.loads((place.path / "up.json").read_text())
    except (OSError, ValueError):
        return {}
    return known
