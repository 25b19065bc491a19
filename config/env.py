"""Reads and checks environment variables for the settings."""

import os
import re
from ipaddress import ip_network
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Scheme, host and perhaps port, as a browser sends it in `Origin`: no path, no wildcard.
ORIGIN = re.compile(r"https?://([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(:[0-9]{1,5})?")


def text(name: str, default: str | None = None) -> str:
    """Raises ImproperlyConfigured if it is unset and there is no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """True for 1, true, yes, on."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def integer(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def listing(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def choice(name: str, *choices: str) -> str:
    """One of `choices`, the first if unset. Raises for others, so a typo turns nothing off."""
    value = os.environ.get(name, "").strip().lower() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def networks(name: str, *words: str) -> list[str]:
    """A comma-separated list of IP addresses, networks and the given words."""
    found = listing(name)
    for item in found:
        try:
            _ = item in words or ip_network(item, strict=False)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name}: {item!r} is neither an IP address nor a network such as 10.0.0.0/8."
            ) from error
    return found


def origin(name: str, default: str | None = None) -> str:
    return _origin(name, text(name, default))


def origins(name: str) -> list[str]:
    """A comma-separated list of exact origins; `*` and `null` are refused."""
    return [_origin(name, item) for item in listing(name)]


def database(name: str) -> dict[str, Any]:
    """The entry of DATABASES for `postgresql://user:password@host:port/name`.

    A socket folder is given as `?host=/folder`, as for libpq.
    """
    url = urlsplit(text(name))
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must be a postgresql:// URL.")
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "core.db.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": query,
    }


def broker(redis_url: str) -> str:
    """The Celery broker URL of a Redis URL; kombu has its own form for Unix sockets."""
    url = urlsplit(redis_url)
    if url.scheme != "unix":
        return redis_url
    database_number = parse_qs(url.query).get("db", ["0"])[-1]
    return f"redis+socket://{url.path}?virtual_host={database_number}"


def mail_server(name: str) -> dict[str, Any]:
    """The `EMAIL_…` settings of `smtp://user:password@host:587` or `smtps://…:465`.

    smtp:// uses STARTTLS, unless `?starttls=off` is given for a relay on the same machine.
    """
    url = urlsplit(text(name))
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ImproperlyConfigured(f"{name} must be an smtp:// or smtps:// URL.")
    encrypted = url.scheme == "smtps"
    plain = parse_qs(url.query).get("starttls") == ["off"]
    return {
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if encrypted else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": encrypted,
        "EMAIL_USE_TLS": not encrypted and not plain,
    }


def _origin(name: str, value: str) -> str:
    if not ORIGIN.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name}: {value!r} is not an origin. Write https://app.example.org, or with a port "
            "https://app.example.org:8443."
        )
    return value
