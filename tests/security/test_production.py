"""What production needs to start, and what it refuses to start with."""

import json
import os
import secrets
import subprocess
import sys
from typing import Any

import pytest
from pytest_django import Settings

from config.checks import check_database_locale, check_production_settings
from tests.processes import ROOT

GOOD = {
    "SECRET_KEY": secrets.token_urlsafe(48),
    "JWT_SIGNING_KEY": secrets.token_urlsafe(48),
    "ALLOWED_HOSTS": "instapro.example,www.instapro.example",
    "SITE_URL": "https://instapro.example",
    "DATABASE_URL": "postgresql://instapro@database.example/instapro",
    "REDIS_URL": "redis://redis.example/0",
    "EMAIL_URL": "smtp://post:b%40x@mail.example",
    "EMAIL_FROM": "InstaPro <no-reply@instapro.example>",
}
PRINT_SETTINGS = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps({name: repr(getattr(settings, name)) for name in dir(settings)}))
"""
OURS = {
    *GOOD,
    "DEBUG",
    "RATE_LIMITS",
    "BCRYPT_ROUNDS",
    "REQUIRE_VERIFIED_EMAIL",
    "JWT_ACCEPTED_KEYS",
}


def start(**changed: str | None) -> subprocess.CompletedProcess[str]:
    """A process that reads production's settings from an environment with nothing else of ours."""
    given = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    others = {name: value for name, value in os.environ.items() if name not in OURS}
    env = {**others, **given, "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    argv = [sys.executable, "-W", "error", "-c", PRINT_SETTINGS]
    return subprocess.run(argv, env=env, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def settings_of_production() -> dict[str, str]:
    started = start()
    assert started.returncode == 0, started.stderr
    values: dict[str, str] = json.loads(started.stdout)
    return values


def test_it_starts_where_everything_is_set(settings_of_production: dict[str, str]) -> None:
    values = settings_of_production
    assert values["DEBUG"] == "False"
    assert values["ALLOWED_HOSTS"] == "['instapro.example', 'www.instapro.example']"
    assert values["REQUIRE_VERIFIED_EMAIL"] == values["RATE_LIMITS"] == "True"
    assert values["CORS_ALLOWED_ORIGINS"] == values["TRUSTED_PROXIES"] == "[]"
    assert values["SECURE_HSTS_SECONDS"] == "31536000"


def test_every_cookie_is_for_this_host_and_encrypted_ways_only(
    settings_of_production: dict[str, str],
) -> None:
    values = settings_of_production
    names = {each.removesuffix("_NAME") for each in values if each.endswith("_COOKIE_NAME")}
    assert {"SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE", "DEVICE_COOKIE"} <= names
    for name in names:
        assert values[f"{name}_NAME"].startswith("'__Host-"), name
        assert values.get(f"{name}_SECURE", "True") == "True", name
        assert values.get(f"{name}_HTTPONLY", "True") == "True", name
        assert values.get(f"{name}_SAMESITE", "'Lax'") == "'Lax'", name
        # What a browser demands of the prefix.
        assert values.get(f"{name}_DOMAIN", "None") == "None", name
        assert values.get(f"{name}_PATH", "'/'") == "'/'", name
    # Messages would have had one of their own.
    assert "session" in values["MESSAGE_STORAGE"]


def test_mail_goes_to_the_server_that_is_named(settings_of_production: dict[str, str]) -> None:
    values = settings_of_production
    assert {name: values[name] for name in values if name.startswith("EMAIL_H")} == {
        "EMAIL_HOST": "'mail.example'",
        "EMAIL_HOST_USER": "'post'",
        "EMAIL_HOST_PASSWORD": "'b@x'",
    }
    assert (values["EMAIL_PORT"], values["EMAIL_USE_TLS"], values["EMAIL_USE_SSL"]) == (
        "587", "True", "False",
    )  # fmt: skip
    assert values["EMAIL_BACKEND"] == "'django.core.mail.backends.smtp.EmailBackend'"
    assert values["DEFAULT_FROM_EMAIL"] == "'InstaPro <no-reply@instapro.example>'"


@pytest.mark.parametrize("missing", ["SECRET_KEY", "JWT_SIGNING_KEY", "DATABASE_URL", "SITE_URL"])
def test_missing_texts_are_named(missing: str) -> None:
    refused = start(**{missing: None})
    assert refused.returncode == 1
    assert f"Set {missing} in the environment." in refused.stderr


def test_everything_that_is_wrong_is_named_at_once() -> None:
    refused = start(
        SECRET_KEY="x" * 64, ALLOWED_HOSTS="*", SITE_URL="http://instapro.example", DEBUG="1"
    )
    assert refused.returncode == 1
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DEBUG"):
        assert f"\n{name} " in refused.stderr
    assert "x" * 64 not in refused.stderr


KEY = secrets.token_urlsafe(48)
UNSAFE: list[tuple[dict[str, Any], str]] = [
    ({"SECRET_KEY": KEY[:49]}, "SECRET_KEY is short"),
    ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is short, plain"),
    ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY is short, plain or a placeholder"),
    ({"SECRET_KEY": "only-for-tests-" + KEY}, "SECRET_KEY is short, plain or a placeholder"),
    ({"JWT_SIGNING_KEY": KEY[:49]}, "JWT_SIGNING_KEY is short"),
    ({"JWT_SIGNING_KEY": "changeme" + KEY}, "JWT_SIGNING_KEY is short, plain or a placeholder"),
    ({"SECRET_KEY": KEY + "-ChangeMe"}, "SECRET_KEY is short, plain or a placeholder"),
    ({"JWT_ACCEPTED_KEYS": [KEY, KEY[:40]]}, "JWT_ACCEPTED_KEYS is short"),
    ({"SECRET_KEY": KEY, "JWT_SIGNING_KEY": KEY}, "SECRET_KEY must be another"),
    ({"SECRET_KEY": KEY, "JWT_ACCEPTED_KEYS": [KEY]}, "SECRET_KEY must be another"),
    ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS must name"),
    ({"ALLOWED_HOSTS": ["instapro.example", "*"]}, "ALLOWED_HOSTS must name"),
    ({"SITE_URL": "https://elsewhere.example"}, "SITE_URL must be at one of ALLOWED_HOSTS"),
    ({"SITE_URL": "http://instapro.example"}, "SITE_URL must begin with https://"),
    ({"DEBUG": True}, "DEBUG must be off"),
    ({"RATE_LIMITS": False}, "RATE_LIMITS must be on"),
    ({"BCRYPT_ROUNDS": 9}, "BCRYPT_ROUNDS must be at least 10"),
    ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "EMAIL_URL must name"),
    ({"DEFAULT_FROM_EMAIL": "InstaPro <no-reply@localhost>"}, "EMAIL_FROM must be the address"),
]
SAFE: dict[str, Any] = {
    "SECRET_KEY": GOOD["SECRET_KEY"],
    "JWT_SIGNING_KEY": GOOD["JWT_SIGNING_KEY"],
    "JWT_ACCEPTED_KEYS": [],
    "ALLOWED_HOSTS": [".instapro.example"],
    "SITE_URL": GOOD["SITE_URL"],
    "DEBUG": False,
    "RATE_LIMITS": True,
    "BCRYPT_ROUNDS": 12,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": GOOD["EMAIL_FROM"],
}


@pytest.mark.parametrize(
    ("changed", "message"), UNSAFE, ids=[message for _changed, message in UNSAFE]
)
def test_each_unsafe_setting_is_an_error(
    changed: dict[str, Any], message: str, settings: Settings
) -> None:
    for name, value in SAFE.items():
        setattr(settings, name, value)
    assert check_production_settings() == []
    for name, value in changed.items():
        setattr(settings, name, value)
    assert any(message in str(error.msg) for error in check_production_settings())


@pytest.mark.django_db
def test_the_database_knows_the_letters_of_all_scripts() -> None:
    assert check_database_locale(databases=["default"]) == []
