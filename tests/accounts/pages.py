"""Requests to the pages that the tests of accounts share."""

from typing import Any

from django.test import Client

from tests.factories import PASSWORD
from tests.pages import Page

LOGIN, SIGNUP, LOGOUT = "/accounts/login/", "/accounts/signup/", "/accounts/logout/"
VERIFY = "/accounts/email/verify/"
REQUEST_CODE, ENTER_CODE = "/accounts/login/code/", "/accounts/login/code/enter/"
SECOND = "/accounts/login/second-factor/"
SECURITY, SESSIONS = "/accounts/settings/security/", "/accounts/settings/sessions/"
# A page that only the logged-in see.
LOGIN_REQUIRED = SECURITY
WRONG = "wrong-horse-battery"
# A browser follows some of these to another site, whatever else it takes them for.
EXTERNAL_URLS = [
    "//evil.example", "https://evil.example/", "http:evil.example", "/\\evil.example", "\\\\evil",
    "///evil.example", "javascript:alert(1)", "http://testserver.evil.example/",
    "http://testserver@evil.example/", "http://localhost/", "http://testserver:8000/", "/\t/evil",
]  # fmt: skip


def log_in(
    login: str = "alice", password: str = PASSWORD, *, browser: Client | None = None, **more: Any
) -> Any:
    given = {"login": login, "password": password, **more}
    return (browser or Client()).post(LOGIN, given)


def logged_in_username(browser: Client) -> str | None:
    """The username that the pages see, or None."""
    response = browser.get(LOGIN_REQUIRED)
    if response.status_code == 302:
        return None
    Page(response)
    return str(response.context["user"].username)


def errors_of(response: Any, status: int = 400) -> dict[str, list[str]]:
    """Field by field what the page's form says is wrong."""
    Page(response, status=status)
    errors: dict[str, list[str]] = dict(response.context["form"].errors)
    return errors


def field(response: Any, name: str) -> dict[str, str | None]:
    """The attributes of a field of the page's form."""
    return Page(response, status=response.status_code).one("input", name=name).attributes
