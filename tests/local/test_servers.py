"""The real servers, each test with its own."""

import os
import stat
from pathlib import Path

import psycopg
import pytest
import redis

from deploy.local import family, stopping
from deploy.local.home import Home
from deploy.local.servers import Servers, running
from deploy.local.trouble import Trouble

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to step aside")


def _ask(urls: dict[str, str]) -> str:
    """A question to both; raises if one does not answer."""
    redis.Redis.from_url(urls["REDIS_URL"]).ping()
    with psycopg.connect(urls["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT setting FROM pg_settings WHERE name = 'fsync'").fetchone()
    assert row
    return str(row[0])


def _postmaster(servers: Servers) -> int:
    assert servers.witness
    return int(servers.witness.with_name("postmaster.pid").read_text().split()[0])


def test_the_last_command_that_needs_the_servers_stops_them(place: Home) -> None:
    first, second = (Servers(place.path, durable=True) for _ in range(2))
    with running(place.path, first, ours=False) as urls:
        with running(place.path, second, ours=False) as same:
            assert same == urls
        assert _ask(urls) == "on"

    with pytest.raises(redis.exceptions.ConnectionError):
        _ask(urls)


def test_they_listen_on_private_sockets_only(place: Home) -> None:
    servers = Servers(place.path, durable=False)
    with running(place.path, servers, ours=True) as urls:
        assert _ask(urls) == "off", "a throw-away database does not wait for the disk"
        sockets = Path(urls["DATABASE_URL"].partition("host=")[2])
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            row = connection.execute("SHOW listen_addresses").fetchone()
        assert row == ("",)


def test_a_start_after_a_kill_is_not_misled_by_a_reused_process_number(place: Home) -> None:
    servers = Servers(place.path, durable=True)
    with running(place.path, servers, ours=True):
        pid = _postmaster(servers)
        family.kill(family.family(pid))
        assert stopping.settle(servers.all[0].gone, 5)
    assert servers.witness
    note = servers.witness.with_name("postmaster.pid")
    note.write_text(note.read_text().replace(str(pid), str(os.getpid()), 1))

    again = Servers(place.path, durable=True)
    with running(place.path, again, ours=True) as urls:
        assert _ask(urls) == "on"


def test_up_replaces_servers_that_a_killed_command_left_behind(place: Home) -> None:
    left_behind = Servers(place.path, durable=True)
    left_behind.start(die_with_us=False)
    before = _postmaster(left_behind)

    servers = Servers(place.path, durable=True)
    with running(place.path, servers, ours=True) as urls:
        assert _ask(urls)
        assert _postmaster(servers) != before
    for server in left_behind.all:
        assert server.gone()


def test_named_servers_are_used_and_none_started(
    place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://theirs")
    monkeypatch.setenv("REDIS_URL", "redis://theirs")

    with running(place.path, Servers(place.path, durable=True), ours=True) as urls:
        assert urls == {}
    assert not list(place.path.glob("postgres-*"))


def test_a_database_with_another_locale_is_refused_with_the_remedy(place: Home) -> None:
    servers = Servers(place.path, durable=True)
    with running(place.path, servers, ours=True) as urls:
        with psycopg.connect(urls["DATABASE_URL"]) as connection:
            row = connection.execute("SELECT upper('é')").fetchone()
        assert row == ("É",)
    assert servers.witness
    servers.witness.with_name("instapro.locale").unlink()

    with pytest.raises(Trouble, match=r"manage.py up --reset"):
        Servers(place.path, durable=True).start(die_with_us=True)


@as_root
def test_where_only_root_may_enter_the_database_lies_elsewhere(place: Home) -> None:
    place.path.chmod(0o700)

    servers = Servers(place.path, durable=False)
    with running(place.path, servers, ours=True) as urls:
        assert _ask(urls)
        assert servers.elsewhere
        assert not servers.elsewhere.is_relative_to(place.path)
        assert (servers.elsewhere / "stands-for").read_text().startswith(f"{place.path}\n")
        assert servers.witness
        assert servers.witness.stat().st_uid != 0

    place.marker.write_text("another folder in the same place\n")
    after = Servers(place.path, durable=False).witness
    assert after
    assert not after.exists(), "a new folder does not inherit an old database"
