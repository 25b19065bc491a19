"""System checks: what is unsafe in production, and what the database must be able to do."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.http.request import validate_host

# Of tests, of Django's `startproject`, of a template for settings.
PLACEHOLDER = re.compile(r"only-for-tests|django-insecure|change-?me|example|secret", re.IGNORECASE)


@register(Tags.security, deploy=True)
def check_production_settings(*_args: Any, **_options: Any) -> list[Error]:
    """Settings with which a site works, and is open. Production does not start with one."""
    messages = [*_check_keys(), *_check_hosts(), *_check_switches(), *_check_mail()]
    return [Error(message, id="config.E001") for message in messages]


@register(Tags.database)
def check_database_locale(
    *_args: Any, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Searches fold upper and lower case as the database's locale does."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT lower('ÉЖ') = 'éж'")
            if cursor.fetchone() != (True,):
                found.append(checks.Warning(_LOCALE_MESSAGE, id="config.W001"))
    return found


_LOCALE_MESSAGE = (
    "The database's locale knows only the letters a to z, so searches in other scripts find little."
    " Create it with LOCALE_PROVIDER builtin and BUILTIN_LOCALE 'PG_UNICODE_FAST', or with ICU."
)


def _check_keys() -> Iterator[str]:
    signing, accepted = settings.JWT_SIGNING_KEY, settings.JWT_ACCEPTED_KEYS
    keys = {"SECRET_KEY": [settings.SECRET_KEY], "JWT_SIGNING_KEY": [signing]}
    for name, values in {**keys, "JWT_ACCEPTED_KEYS": accepted}.items():
        if any(_is_weak(value) for value in values):
            yield (
                f"{name} is short, plain or a placeholder. Make one: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
    if settings.SECRET_KEY in {signing, *accepted}:
        yield "SECRET_KEY must be another than those of the tokens: one leak, one loss."


def _is_weak(key: str) -> bool:
    return len(key) < 50 or len(set(key)) < 10 or bool(PLACEHOLDER.search(key))


def _check_hosts() -> Iterator[str]:
    hosts, url = settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL)
    if not hosts or any("*" in host for host in hosts):
        yield "ALLOWED_HOSTS must name the hosts of the site, without *."
    elif not validate_host(url.hostname or "", hosts):
        yield "SITE_URL must be at one of ALLOWED_HOSTS."
    if url.scheme != "https":
        yield "SITE_URL must begin with https://."


def _check_switches() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG must be off: it shows code and settings to everyone."
    if not settings.RATE_LIMITS:
        yield "RATE_LIMITS must be on: off is for load tests."
    if settings.BCRYPT_ROUNDS < 10:
        yield "BCRYPT_ROUNDS must be at least 10; manage.py calibrate_passwords finds it."


def _check_mail() -> Iterator[str]:
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield "EMAIL_URL must name a mail server: addresses are verified by mail."
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"):
        yield "EMAIL_FROM must be the address from which the site writes."
