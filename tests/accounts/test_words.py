"""Descriptions of devices and places in the list of sessions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from mmdb_writer import MMDBWriter
from netaddr import IPSet  # type: ignore[import-untyped]
from pytest_django import Settings

from accounts.clients.geoip import open_database, place_name
from accounts.clients.user_agents import device_name, is_mobile

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/139.0.0.0 Mobile Safari/537.36"
)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{MAC} Chrome/139.0.0.0 Safari/537.36", "Chrome on Mac OS X"),
        (f"{MAC} Version/18.0 Safari/605.1.15", "Safari on Mac OS X"),
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Mobile Safari on iOS"),
        (ANDROID, "Chrome Mobile on Android"),
        ("InstaPro/2.1 (build 7)", "InstaPro"),
        ("x" * 300, "x" * 40),
        ("", "Unknown device"),
        ("/", "Unknown device"),
        ("  ", "Unknown device"),
    ],
)
def test_a_device_is_described(agent: str, words: str) -> None:
    assert device_name(agent) == words


def test_a_phone_is_distinguished_from_a_computer() -> None:
    assert [is_mobile(agent) for agent in (IPHONE, ANDROID, FIREFOX, "")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.fixture
def database(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Two networks: one of a town, one of a country only."""
    leipzig = {
        "city": {"names": {"en": "Leipzig"}},
        "country": {"names": {"en": "Germany", "de": "Deutschland"}},
    }
    writer = MMDBWriter(ip_version=6, ipv4_compatible=True)
    writer.insert_network(IPSet(["93.184.216.0/24"]), leipzig)
    writer.insert_network(IPSet(["2a00:1450::/32"]), {"country": {"names": {"en": "Ireland"}}})
    writer.insert_network(IPSet(["8.8.8.0/24"]), "nonsense")
    path = tmp_path / "places.mmdb"
    writer.to_db_file(str(path))
    settings.GEOIP_DATABASE = str(path)
    open_database.cache_clear()
    yield path
    open_database.cache_clear()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("93.184.216.34", "Leipzig, Germany"),
        ("2a00:1450::5", "Ireland"),
        ("8.8.8.8", "8.8.8.8"),
        ("1.1.1.1", "1.1.1.1"),
        ("127.0.0.1", "This computer"),
        ("::1", "This computer"),
        ("192.168.1.7", "Local network"),
        ("fe80::1", "Local network"),
        ("", "Unknown location"),
        (None, "Unknown location"),
        ("nonsense", "Unknown location"),
    ],
)
@pytest.mark.usefixtures("database")
def test_a_place_is_described(address: str | None, words: str) -> None:
    assert place_name(address) == words


@pytest.mark.usefixtures("database")
def test_a_place_is_named_in_the_viewers_language() -> None:
    with translation.override("de-at"):
        assert place_name("93.184.216.34") == "Leipzig, Deutschland"


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_without_a_geoip_database_the_address_is_shown(
    content: Any, tmp_path: Path, settings: Settings
) -> None:
    path = tmp_path / "places.mmdb"
    if content is not None:
        path.write_bytes(content)
    settings.GEOIP_DATABASE = str(path)
    assert place_name("93.184.216.34") == "93.184.216.34"
