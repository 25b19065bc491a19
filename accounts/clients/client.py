"""The client of a request: its address, program, and device."""

import hashlib
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from core.web.clients import client_address

USER_AGENT_MAX_LENGTH = 300
DEVICE_COOKIE_AGE = 60 * 60 * 24 * 400


@dataclass(frozen=True)
class Client:
    """`device` is the token in the device's cookie, or blank."""

    address: str | None = None
    user_agent: str = ""
    device: str = ""

    UNKNOWN: ClassVar["Client"]


# No request is behind the login: demo data, tests.
Client.UNKNOWN = Client()


def client_of(request: HttpRequest | Request) -> Client:
    return Client(
        address=client_address(request),
        user_agent=request.headers.get("User-Agent", "").replace("\0", "")[:USER_AGENT_MAX_LENGTH],
        device=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""),
    )


def set_device_cookie(response: HttpResponse, token: str) -> None:
    """Set the cookie of a device that is trusted from now on."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        token,
        max_age=DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_digest(token: str) -> bytes:
    """What is stored of a device's token."""
    return hashlib.sha256(token.encode()).digest()
