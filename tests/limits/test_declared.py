"""The table: complete in the documentation, every row in use, every named real."""

import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from config import env
from config.limits import LIMITS
from core.limits import HOUR, MINUTE, Limit
from core.limits.limit import limits_of
from tests.architecture.source import ROOT, sources

DOCS = ROOT / "docs" / "limits.md"


def test_the_documentation_shows_this_table() -> None:
    assert _markdown() in DOCS.read_text(), f"docs/limits.md should contain:\n{_markdown()}"


def test_names_are_unique_and_fit_into_a_header() -> None:
    names = [limit.name for limit in LIMITS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z-]+", name) for name in names)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_every_row_is_taken_somewhere(limit: Limit) -> None:
    constant = limit.name.upper().replace("-", "_")
    calls = re.compile(rf"\bhit\({constant}\b")
    assert [source.name for source in sources() if calls.search(source.text)]


@pytest.mark.parametrize("named", sorted({named for limit in LIMITS for named in limit.routes}))
def test_every_route_exists(named: str) -> None:
    method, _space, route = named.partition(" /")
    assert method in {"POST", "PATCH"}
    assert route in _routes(get_resolver())


def test_a_route_tells_its_limits() -> None:
    assert [limit.name for limit in limits_of("POST /create")] == ["posts", "uploads"]
    assert limits_of("GET /create") == []


@pytest.mark.parametrize(("value", "is_on"), [("on", True), ("OFF", False), ("", True)])
def test_the_switch_has_two_positions(
    value: str, is_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_LIMITS", value)
    assert (env.choice("RATE_LIMITS", "on", "off") == "on") is is_on


@pytest.mark.parametrize("value", ["0", "no", "of", "1500"])
def test_a_switch_in_between_is_an_error_at_start(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_LIMITS", value)
    with pytest.raises(ImproperlyConfigured, match="RATE_LIMITS must be one of on, off"):
        env.choice("RATE_LIMITS", "on", "off")


def test_production_does_not_start_without_limits() -> None:
    program = "import django; django.setup()"
    overrides = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "RATE_LIMITS": "off"}
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**_production(), **overrides},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "RATE_LIMITS must be on" in run.stderr


def _production() -> dict[str, str]:
    return {
        "ALLOWED_HOSTS": "insta.example.org",
        "DATABASE_URL": "postgresql://instapro@/instapro",
        "JWT_SIGNING_KEY": "j" * 60,
        "REDIS_URL": "redis://localhost/0",
        "SECRET_KEY": "s" * 60,
        "SITE_URL": "https://insta.example.org",
    }


def _markdown() -> str:
    rows = [
        f"| `{limit.name}` | {limit.counts} | {limit.amount:,} in {_duration(limit.window)} "
        f"| {limit.by} | {'PostgreSQL' if limit.is_exact else 'Redis'} |"
        for limit in LIMITS
    ]
    head = ["| name | what is counted | how much | for each | kept in |", "| --- " * 5 + "|"]
    return "\n".join([*head, *rows])


def _duration(seconds: int) -> str:
    if seconds % HOUR == 0:
        return f"{seconds // HOUR} h"
    return f"{seconds // MINUTE} min"


def _routes(resolver: URLResolver, prefix: str = "") -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        found |= {route} if isinstance(pattern, URLPattern) else _routes(pattern, route)
    return found
