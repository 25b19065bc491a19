"""What production refuses to start with: settings with which a site works, and is open."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

# Of tests, of Django's `startproject`, of somebody's notes.
PLACEHOLDER = re.compile(r"only-for-tests|django-insecure|change-?me|example|secret", re.IGNORECASE)


def refuse_holes(settings: Mapping[str, Any]) -> None:
    """Raises ImproperlyConfigured with all that is wrong, so that it is mended in one go."""
    holes = [*_of_keys(settings), *_of_hosts(settings), *_of_the_rest(settings)]
    if holes:
        raise ImproperlyConfigured("\n".join(["This is no production:", *holes]))


def _of_keys(settings: Mapping[str, Any]) -> Iterator[str]:
    signing, accepted = settings["JWT_SIGNING_KEY"], settings["JWT_ACCEPTED_KEYS"]
    keys = {"SECRET_KEY": [settings["SECRET_KEY"]], "JWT_SIGNING_KEY": [signing]}
    for name, values in {**keys, "JWT_ACCEPTED_KEYS": accepted}.items():
        if any(_is_weak(value) for value in values):
            yield (
                f"{name} is short, plain or a placeholder. One is made by: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
    if settings["SECRET_KEY"] in {signing, *accepted}:
        yield "SECRET_KEY must be another than those of the tokens: one leak, one loss."


def _is_weak(key: str) -> bool:
    return len(key) < 50 or len(set(key)) < 10 or bool(PLACEHOLDER.match(key))


def _of_hosts(settings: Mapping[str, Any]) -> Iterator[str]:
    hosts, url = settings["ALLOWED_HOSTS"], urlsplit(settings["SITE_URL"])
    if not hosts or any("*" in host for host in hosts):
        yield "ALLOWED_HOSTS must name the hosts of the site, without *."
    elif not validate_host(url.hostname or "", hosts):
        yield "SITE_URL must be at one of ALLOWED_HOSTS."
    if url.scheme != "https":
        yield "SITE_URL must begin with https://."


def _of_the_rest(settings: Mapping[str, Any]) -> Iterator[str]:
    if settings["DEBUG"]:
        yield "DEBUG must be off: it shows code and settings to everybody."
    if not settings["RATE_LIMITS"]:
        yield "RATE_LIMITS must be on: off is for load tests."
    if settings["BCRYPT_ROUNDS"] < 10:
        yield "BCRYPT_ROUNDS must be at least 10; manage.py calibrate_passwords finds it."
    if settings["EMAIL_BACKEND"].endswith("console.EmailBackend"):
        yield "EMAIL_URL must name a mail server: addresses are verified by mail."
    if settings["DEFAULT_FROM_EMAIL"].endswith("@localhost>"):
        yield "EMAIL_FROM must be the address from which the site writes."
