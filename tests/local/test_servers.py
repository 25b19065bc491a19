"""The real servers, each test with its own."""

import os
import stat
from pathlib import Path

import psycopg
import pytest
import redis

from deploy.local import interrupts, process_tree
from deploy.local.errors import UserError
from deploy.local.home import Home
from deploy.local.servers import Servers, running

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")


def _query(urls: dict[str, str]) -> str:
    """Queries both servers; raises if one does not answer."""
    redis.Redis.from_url(urls["REDIS_URL"]).ping()
    with psycopg.connect(urls["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT setting FROM pg_settings WHERE name = 'fsync'").fetchone()
    assert row
    return str(row[0])


def _postmaster(servers: Servers) -> int:
    assert servers.cluster_version_file
    return int(servers.cluster_version_file.with_name("postmaster.pid").read_text().split()[0])


def test_the_last_command_that_needs_the_servers_stops_them(home: Home) -> None:
    first, second = (Servers(home.path, durable=True) for _ in range(2))
    with running(home.path, first, owned=False) as urls:
        with running(home.path, second, owned=False) as same:
            assert same == urls
        assert _query(urls) == "on"

    with pytest.raises(redis.exceptions.ConnectionError):
        _query(urls)


def test_they_listen_on_private_sockets_only(home: Home) -> None:
    servers = Servers(home.path, durable=False)
    with running(home.path, servers, owned=True) as urls:
        assert _query(urls) == "off", "a throw-away database does not wait for the disk"
        sockets = Path(urls["DATABASE_URL"].partition("host=")[2])
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            row = connection.execute("SHOW listen_addresses").fetchone()
        assert row == ("",)


def test_a_start_after_a_kill_is_not_misled_by_a_reused_process_number(home: Home) -> None:
    servers = Servers(home.path, durable=True)
    with running(home.path, servers, owned=True):
        pid = _postmaster(servers)
        process_tree.kill(process_tree.members(pid))
        assert interrupts.wait_uninterrupted(servers.all[0].is_gone, 5)
    assert servers.cluster_version_file
    note = servers.cluster_version_file.with_name("postmaster.pid")
    note.write_text(note.read_text().replace(str(pid), str(os.getpid()), 1))

    again = Servers(home.path, durable=True)
    with running(home.path, again, owned=True) as urls:
        assert _query(urls) == "on"


def test_up_replaces_servers_that_a_killed_command_left_behind(home: Home) -> None:
    left_behind = Servers(home.path, durable=True)
    left_behind.start(die_with_us=False)
    before = _postmaster(left_behind)

    servers = Servers(home.path, durable=True)
    with running(home.path, servers, owned=True) as urls:
        assert _query(urls)
        assert _postmaster(servers) != before
    for server in left_behind.all:
        assert server.is_gone()


def test_named_servers_are_used_and_none_started(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://theirs")
    monkeypatch.setenv("REDIS_URL", "redis://theirs")

    with running(home.path, Servers(home.path, durable=True), owned=True) as urls:
        assert urls == {}
    assert not list(home.path.glob("postgres-*"))


def test_a_database_with_another_locale_is_refused_with_the_remedy(home: Home) -> None:
    servers = Servers(home.path, durable=True)
    with running(home.path, servers, owned=True) as urls:
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            row = connection.execute("SELECT upper('é')").fetchone()
        assert row == ("É",)
    assert servers.cluster_version_file
    servers.cluster_version_file.with_name("instapro.locale").unlink()

    with pytest.raises(UserError, match=r"manage.py up --reset"):
        Servers(home.path, durable=True).start(die_with_us=True)


@as_root
def test_where_only_root_may_enter_the_database_is_elsewhere(home: Home) -> None:
    home.path.chmod(0o700)

    servers = Servers(home.path, durable=False)
    with running(home.path, servers, owned=True) as urls:
        assert _query(urls)
        assert servers.external_data
        assert not servers.external_data.is_relative_to(home.path)
        assert (servers.external_data / "data-folder").read_text().startswith(f"{home.path}\n")
        assert servers.cluster_version_file
        assert servers.cluster_version_file.stat().st_uid != 0

    home.marker.write_text("another folder in the same place\n")
    after = Servers(home.path, durable=False).cluster_version_file
    assert after
    assert not after.exists(), "a new folder does not inherit an old database"
