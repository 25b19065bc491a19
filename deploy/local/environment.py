"""The environment variables of the child processes."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from deploy.local.home import find_home

_KEYS = ("SECRET_KEY", "JWT_SIGNING_KEY")


def build(home: Path, urls: Mapping[str, str], *, role: str) -> dict[str, str]:
    """Our environment and defaults for what it does not set."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_ROLE": role,
        **_keys(home),
        **_saved_settings(home),
        **urls,
    }
    given = {name: value for name, value in os.environ.items() if value}
    return {**os.environ, **defaults, **given, "INSTAPRO_HOME": str(home), **bytecode()}


def save_setting(home: Path, name: str, value: str) -> Path:
    """Saves a setting measured on this machine for `build`; returns the file."""
    file = home / "settings.env"
    saved = {**_saved_settings(home), name: value}
    draft = file.with_name(f"settings-{os.getpid()}.env")
    draft.write_text("".join(f"{each}={saved[each]}\n" for each in sorted(saved)))
    draft.replace(file)
    return file


def bytecode() -> dict[str, str]:
    """Compiled modules in the data folder, if they are not wanted beside the source.

    Without them each process compiles everything it imports: four seconds for a server.
    """
    if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
        return {}
    return {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(find_home().path / "bytecode"),
    }


def _saved_settings(home: Path) -> dict[str, str]:
    file = home / "settings.env"
    lines = file.read_text().splitlines() if file.exists() else []
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _keys(home: Path) -> dict[str, str]:
    """Random keys, made once, readable by their owner only."""
    file = home / "keys.json"
    if not file.exists():
        draft = file.with_name(f"keys-{os.getpid()}.json")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({name: secrets.token_urlsafe(48) for name in _KEYS}))
        try:
            os.link(draft, file)  # of two first starts, one wins and both read the same
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    keys: dict[str, str] = json.loads(file.read_text())
    return keys
