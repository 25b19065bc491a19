"""What the children are told, by their environment."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

_KEYS = ("SECRET_KEY", "JWT_SIGNING_KEY")


def complete(home: Path, urls: Mapping[str, str], *, role: str) -> dict[str, str]:
    """Our environment with what is missing in it; what is set already is kept."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_ROLE": role,
        **_keys(home),
        **_kept(home),
        **urls,
    }
    given = {name: value for name, value in os.environ.items() if value}
    return {**os.environ, **defaults, **given, "INSTAPRO_HOME": str(home)}


def keep(home: Path, name: str, value: str) -> Path:
    """Remember a setting that was measured on this machine; the file, which `complete` reads."""
    file = home / "settings.env"
    kept = {**_kept(home), name: value}
    draft = file.with_name(f"settings-{os.getpid()}.env")
    draft.write_text("".join(f"{each}={kept[each]}\n" for each in sorted(kept)))
    draft.replace(file)
    return file


def _kept(home: Path) -> dict[str, str]:
    file = home / "settings.env"
    lines = file.read_text().splitlines() if file.exists() else []
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _keys(home: Path) -> dict[str, str]:
    """Random, made once; only their owner can read them."""
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
