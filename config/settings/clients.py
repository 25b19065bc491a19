"""Trusted proxies and rate limits: docs/limits.md."""

from config import env

# Whose X-Forwarded-For is trusted: addresses, networks, `local` for a proxy on a Unix socket.
TRUSTED_PROXIES: list[str] = env.networks("TRUSTED_PROXIES", "local")
# Off for load tests only; production refuses to start so.
RATE_LIMITS: bool = env.choice("RATE_LIMITS", "on", "off") == "on"
