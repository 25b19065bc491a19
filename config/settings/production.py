"""A cluster. Every secret and endpoint must be set and safe (`config/checks.py`), or it does not
start."""

from config import env
from config.settings.base import *  # noqa: F403

REFUSE_UNSAFE_SETTINGS = True

ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
SITE_URL = env.origin("SITE_URL")
REQUIRE_VERIFIED_EMAIL = env.flag("REQUIRE_VERIFIED_EMAIL", default=True)

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

# `__Host-`: only this host sets them, only over TLS, for the whole site.
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
DEVICE_COOKIE_NAME = "__Host-device"
