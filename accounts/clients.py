"""What a sign-in comes from: an address, a program, a device that we may have seen before."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from core.clients import client_address

LONGEST_USER_AGENT = 300
DEVICE_COOKIE_AGE = 60 * 60 * 24 * 400


@dataclass(frozen=True)
class Client:
    """`device` is the token in the device's cookie, or blank."""

    address: str | None = None
    user_agent: str = ""
    device: str = ""


# Where no request stands behind a sign-in: demo data, tests.
NOBODYS = Client()


def client_of(request: HttpRequest | Request) -> Client:
    return Client(
        address=client_address(request),
        user_agent=request.headers.get("User-Agent", "").replace("\0", "")[:LONGEST_USER_AGENT],
        device=request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""),
    )


def remember_device(response: HttpResponse, token: str) -> None:
    """Leave the token of a device that is known from now on."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        token,
        max_age=DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
