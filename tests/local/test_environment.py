import stat
import subprocess
import sys

import pytest

from deploy.local import environment
from deploy.local.home import PROJECT, Home

URLS = {"DATABASE_URL": "postgresql://ours", "REDIS_URL": "unix:///ours"}


def test_what_the_environment_says_already_is_kept(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://theirs")
    monkeypatch.setenv("SECRET_KEY", "theirs")
    monkeypatch.setenv("DATABASE_ROLE", "worker")
    monkeypatch.setenv("INSTAPRO_HOME", "relative")

    env = environment.build(home.path, URLS, role="web")

    assert env["DATABASE_URL"] == "postgresql://theirs"
    assert env["REDIS_URL"] == "unix:///ours"
    assert env["SECRET_KEY"] == "theirs"
    assert env["DATABASE_ROLE"] == "worker"
    assert env["INSTAPRO_HOME"] == str(home.path)


def test_the_keys_are_made_once_and_only_their_owner_reads_them(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("JWT_SIGNING_KEY", raising=False)

    first = environment.build(home.path, URLS, role="web")
    second = environment.build(home.path, URLS, role="web")

    assert first["SECRET_KEY"] == second["SECRET_KEY"] != first["JWT_SIGNING_KEY"]
    assert len(first["JWT_SIGNING_KEY"]) >= 50
    assert stat.S_IMODE((home.path / "keys.json").stat().st_mode) == 0o600


def test_modules_are_compiled_once_even_if_not_beside_the_source(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSTAPRO_HOME", str(home.path))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)

    env = environment.build(home.path, URLS, role="web")
    command = [sys.executable, "-c", "import core.ids"]
    subprocess.run(command, env=env, cwd=PROJECT, check=True)

    assert list(home.path.glob("bytecode/**/ids.*.pyc"))


def test_python_compiles_as_usual_where_nothing_is_said(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)

    env = environment.build(home.path, URLS, role="web")

    assert "PYTHONPYCACHEPREFIX" not in env
