"""Names of places: where an IP address is, as far as the site can know.

With a database of places (`GEOIP_DATABASE`, an .mmdb file of cities or countries) it is a town and
country in the reader's language; without one it is the address itself.
"""

import ipaddress
from functools import cache
from typing import Any

import maxminddb
import structlog
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

log = structlog.get_logger()


def place_name(address: str | None) -> str:
    """Such as "Leipzig, Germany" or "This computer"; never empty."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return _("Unknown location")
    if ip.is_loopback:
        return _("This computer")
    if not ip.is_global:
        return _("Local network")
    return ", ".join(_names(str(ip))) or str(ip)


def _names(address: str) -> list[str]:
    reader = open_database(settings.GEOIP_DATABASE)
    found: Any = reader.get(address) if reader else None
    if not isinstance(found, dict):
        return []
    parts = (found.get(part, {}).get("names", {}) for part in ("city", "country"))
    return [name for names in parts if (name := _in_language(names))]


def _in_language(names: dict[str, str]) -> str:
    language = get_language() or "en"
    return names.get(language) or names.get(language.partition("-")[0]) or names.get("en", "")


@cache
def open_database(path: str) -> maxminddb.Reader | None:
    """None without a readable database: the page then shows addresses."""
    if not path:
        return None
    try:
        return maxminddb.open_database(path)
    except (OSError, maxminddb.InvalidDatabaseError) as error:
        log.error("places_unreadable", path=path, error=repr(error))
        return None
