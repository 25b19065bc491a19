"""`manage.py lock`: one resolution in three files, without the address of a package index.

`uv.lock` is what uv resolved. The two requirements files are its exports with hashes, for pip and
uv. Each machine installs from the index or mirror that it is configured for.
"""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from deploy.local import packages
from deploy.local.errors import UserError
from deploy.local.home import PROJECT
from deploy.local.packages import DEVELOPMENT, PRODUCT
from deploy.local.terminal import say

HELP = """\
python3 manage.py lock [--check] [ARGUMENTS OF uv lock]

Resolves the packages of pyproject.toml and writes uv.lock, requirements.txt and
requirements-dev.txt. Versions stay as they are unless they must change, or you say so:

  python3 manage.py lock --upgrade                    everything
  python3 manage.py lock --upgrade-package pillow     one package
  python3 manage.py lock --check                      only say whether the three files agree
"""
_NOWHERE = "https://registry.invalid/simple"
_GROUPS = {PRODUCT: "local", DEVELOPMENT: "dev"}


def main(arguments: Sequence[str]) -> int:
    if "--check" in arguments:
        return _check()
    _uv("lock", *arguments)
    lock = PROJECT / "uv.lock"
    lock.write_text(without_registry(lock.read_text()))
    for name in _GROUPS:
        (PROJECT / name).write_text(_export(name))
        say(f"wrote {name}")
    return 0


def without_registry(lock: str) -> str:
    """The lock with file names in place of addresses; uv reads both forms."""
    lock = re.sub(r'(?<=source = \{ registry = )"[^"]*"', f'"{_NOWHERE}"', lock)
    return re.sub(r'\burl = "https?://[^"]*/([^"/#?]+)[^"]*"', _file_name, lock)


def _file_name(address: re.Match[str]) -> str:
    return f'filename = "{unquote(address[1])}"'


def _check() -> int:
    disagreeing = [name for name in _GROUPS if (PROJECT / name).read_text() != _export(name)]
    text = (PROJECT / "uv.lock").read_text()
    if text != without_registry(text):
        disagreeing.append("uv.lock (it names a registry)")
    if not _uv_agrees():
        disagreeing.append("uv.lock (pyproject.toml asks for something else)")
    if disagreeing:
        say(f"Out of date: {', '.join(disagreeing)}. Run: python3 manage.py lock")
        return 1
    say("uv.lock, requirements.txt and requirements-dev.txt agree.")
    return 0


def _uv_agrees() -> bool:
    return _command("lock", "--check").returncode == 0


def _export(name: str) -> str:
    return _uv(
        "export", "--frozen", "--quiet", "--no-default-groups", "--group", _GROUPS[name],
        "--format", "requirements-txt", "--no-header", "--no-annotate",
    )  # fmt: skip


def _uv(*arguments: str) -> str:
    done = _command(*arguments)
    if done.returncode:
        raise UserError(f"`uv {' '.join(arguments)}` failed:\n{done.stderr.strip()}")
    return done.stdout


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [_program(), *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )


def _program() -> Path:
    return packages.scripts_dir() / "uv"
