"""Every page of accounts, with the same checks: anonymous, wrong method, another site, caches."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from accounts.urls import auth, security
from tests.accounts.pages import EXTERNAL_URLS, LOGIN, LOGIN_REQUIRED
from tests.factories import log_in
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
UUID = "01a1fd67-00d1-7c4d-9e1a-4e1c7512e846"

# Of each page: who may see it, and its methods.
ANYONE, VISITORS, MEMBERS = "anyone", "visitors", "members"
READ, FILL_IN, ACT = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}, {"POST"}
PAGES: dict[str, tuple[str, set[str], list[Any]]] = {
    "account_login": (VISITORS, FILL_IN, []),
    "account_request_code": (VISITORS, FILL_IN, []),
    "account_enter_code": (VISITORS, FILL_IN, []),
    "mfa_authenticate": (VISITORS, FILL_IN, []),
    "account_passkey_login": (VISITORS, FILL_IN, []),
    "account_passkey_options": (ANYONE, ACT, []),
    "account_logout": (ANYONE, FILL_IN, []),
    "account_signup": (VISITORS, FILL_IN, []),
    "account_username_state": (ANYONE, READ, []),
    "account_session": (ANYONE, READ, []),
    "account_passkey_offer": (MEMBERS, FILL_IN, []),
    "account_verify": (MEMBERS, FILL_IN, []),
    "account_verify_again": (MEMBERS, ACT, []),
    "account_verify_link": (ANYONE, FILL_IN, ["x"]),
    "account_correct_email": (MEMBERS, FILL_IN, []),
    "account_change_email": (MEMBERS, FILL_IN, []),
    "account_confirm_email": (MEMBERS, FILL_IN, []),
    "account_cancel_email": (MEMBERS, ACT, []),
    "account_change_password": (MEMBERS, FILL_IN, []),
    "account_reset_password": (ANYONE, FILL_IN, []),
    "account_reset_requested": (ANYONE, READ, []),
    "account_reset_confirm": (ANYONE, FILL_IN, ["x"]),
    "settings_security": (MEMBERS, READ, []),
    "settings_sessions": (MEMBERS, READ, []),
    "settings_end_sessions": (MEMBERS, ACT, []),
    "settings_end_session": (MEMBERS, ACT, [UUID]),
    "settings_totp": (MEMBERS, FILL_IN, []),
    "settings_totp_confirm": (MEMBERS, FILL_IN, []),
    "settings_totp_off": (MEMBERS, FILL_IN, []),
    "settings_recovery_codes": (MEMBERS, FILL_IN, []),
    "settings_save_codes": (MEMBERS, ACT, []),
    "settings_passkeys": (MEMBERS, READ, []),
    "settings_add_passkey": (MEMBERS, FILL_IN, []),
    "settings_passkey_options": (MEMBERS, ACT, []),
    "settings_rename_passkey": (MEMBERS, FILL_IN, [1]),
    "settings_remove_passkey": (MEMBERS, FILL_IN, [1]),
}


def path_of(name: str) -> str:
    return reverse(name, args=PAGES[name][2])


def named(*whose: str, by: set[str] | None = None) -> list[str]:
    return [
        name for name, (who, how, _) in PAGES.items() if who in whose and (by is None or how & by)
    ]


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str | None, str]]:
    """Route, name and module of the view."""
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield route, pattern.name, pattern.callback.__module__
        else:
            yield from views(pattern, route)


def test_only_these_pages_exist_and_none_comes_from_a_package() -> None:
    routes = [each for each in views(get_resolver()) if each[0].startswith("accounts/")]
    assert {module.partition(".")[0] for _route, _name, module in routes} <= {
        "accounts",
        "social",
        "posts",
        "messaging",
    }
    listed = [*auth.urlpatterns, *security.urlpatterns]
    assert {each.name for each in listed} == set(PAGES)


def test_djangos_own_login_is_closed(alice: User) -> None:
    assert settings.AUTHENTICATION_BACKENDS == ["accounts.auth.backends.PermissionsBackend"]
    assert not Client().login(username="alice", password="correct-horse-battery")


@pytest.mark.parametrize("name", named(MEMBERS))
def test_the_anonymous_are_sent_to_log_in_and_back(name: str) -> None:
    path = path_of(name)
    for call in (Client().get, Client().post):
        response: HttpResponse = call(path)  # type: ignore[assignment]
        if response.status_code == 405:
            continue
        assert response.status_code == 302
        back = path if call.__name__ == "get" else "/"
        assert response["Location"] == f"{LOGIN}?next={back}"


@pytest.mark.parametrize("name", named(VISITORS))
def test_logged_in_users_are_redirected_from_the_login_pages(
    alice: User, client_of: ClientOf, name: str
) -> None:
    response = client_of(alice).get(path_of(name))
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client_of(alice).post(path_of(name), {})["Location"] == "/"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def test_a_page_accepts_only_its_methods(
    alice: User, client_of: ClientOf, name: str, method: str
) -> None:
    who, how, _ = PAGES[name]
    browser = client_of(alice) if who == MEMBERS else Client()
    response = browser.generic(method, path_of(name))
    assert (response.status_code == 405) is (method not in how), response.status_code
    assert response.status_code < 500


@pytest.mark.parametrize("name", named(ANYONE, VISITORS, MEMBERS, by=ACT))
def test_another_site_does_nothing(alice: User, name: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    if PAGES[name][0] == MEMBERS or name == "account_logout":
        log_in(browser, alice)
    assert "This page has expired" in Page(browser.post(path_of(name), {"x": "y"}), status=403).text


@pytest.mark.parametrize("name", named(ANYONE, VISITORS, by=READ))
def test_a_form_brings_its_token(name: str) -> None:
    """Or the refusals above would prove nothing."""
    browser = Client(enforce_csrf_checks=True)
    response = browser.get(path_of(name))
    if response.status_code != 200:
        return
    tokens = Page(response).all("input", name="csrfmiddlewaretoken")
    forms = Page(response).all("form", method="post")
    assert len(tokens) == len(forms)
    for each in tokens[:1]:
        sent = browser.post(path_of(name), {"csrfmiddlewaretoken": each["value"]})
        assert sent.status_code != 403


@pytest.mark.parametrize("name", PAGES)
def test_no_cache_stores_these_pages(alice: User, client_of: ClientOf, name: str) -> None:
    who, how, _ = PAGES[name]
    browser = client_of(alice) if who == MEMBERS else Client()
    response = browser.get(path_of(name)) if "GET" in how else browser.post(path_of(name))
    if name != "account_username_state" and response.status_code in {200, 400}:
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("name", named(ANYONE, VISITORS, MEMBERS, by=READ))
def test_no_page_has_styles_or_scripts_of_its_own(
    alice: User, client_of: ClientOf, name: str
) -> None:
    browser = client_of(alice) if PAGES[name][0] == MEMBERS else Client()
    response = browser.get(path_of(name))
    if response.status_code != 200 or name == "account_username_state":
        return
    page = Page(response)
    assert page.all("style") == []
    for element in page.elements:
        assert "style" not in element.attributes, element
        assert not [each for each in element.attributes if each.startswith("on")], element
    for script in page.all("script"):
        assert script.attributes.get("nonce"), script
        # An import map names modules; it runs nothing.
        assert script.text.strip() == "" or script["type"] == "importmap"


@pytest.mark.parametrize("name", named(ANYONE, VISITORS, MEMBERS, by=READ))
def test_no_page_has_a_dead_link(alice: User, client_of: ClientOf, name: str) -> None:
    browser = client_of(alice) if PAGES[name][0] == MEMBERS else Client()
    response = browser.get(path_of(name))
    if response.status_code != 200:
        return
    page = Page(response)
    links = {each["href"] for each in page.all("a") if each["href"].startswith("/")}
    for link in links:
        assert browser.get(link).status_code in {200, 302}, link
    for form in page.all("form", action=None):
        assert browser.options(form["action"]).status_code in {200, 405}, form


@pytest.mark.parametrize("evil", EXTERNAL_URLS)
def test_a_login_redirect_returns_to_its_own_page_only(evil: str) -> None:
    response = Client().post(
        LOGIN_REQUIRED.replace("security", "sessions") + "end/", {"next": evil}
    )
    assert response["Location"].startswith(f"{LOGIN}?next=")
    after = Page(Client().get(response["Location"]))
    assert {each["value"] for each in after.all("input", name="next")} <= {"/"}
