"""Limits of logging in, signing up and asking for mail: the amount passes, the next is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from rest_framework.test import APIClient

from accounts.limits import (
    ADDRESSES,
    LOGIN_FAILURES,
    LOGINS,
    MAIL_REQUESTS,
    MAILED_CODES,
    REGISTER,
)
from accounts.models import MailRequest, User
from tests.accounts import api as routes
from tests.factories import PASSWORD
from tests.limits.entry_points import OTHER_ADDRESSES, Cast
from tests.limits.quotas import assert_refused, remaining

pytestmark = pytest.mark.django_db

LOGIN_PAGE, SIGNUP_PAGE = "/accounts/login/", "/accounts/signup/"


def log_in_page(login: str, password: str, **more: Any) -> Any:
    return Client().post(LOGIN_PAGE, {"login": login, "password": password}, **more)


def log_in_api(login: str, password: str, **more: Any) -> Any:
    return APIClient().post(routes.LOGIN, {"login": login, "password": password}, "json", **more)


@pytest.mark.parametrize("route", [log_in_page, log_in_api])
@pytest.mark.parametrize("name", ["alice", "nobody", "nobody@example.org"])
def test_five_wrong_passwords_in_a_quarter_of_an_hour(
    alice: User, name: str, route: Callable[..., Any]
) -> None:
    for address, _ in zip(OTHER_ADDRESSES, range(5), strict=False):
        assert route(name, "wrong-horse-battery", REMOTE_ADDR=address).status_code in {
            400,
            401,
        }
    refused = route(name, PASSWORD, REMOTE_ADDR=next(OTHER_ADDRESSES))
    assert_refused(refused, LOGIN_FAILURES)
    assert "sessionid" not in refused.cookies
    assert "refresh_token" not in refused.cookies
    assert route("bob", "wrong-horse-battery").status_code in {400, 401}


@pytest.mark.parametrize("route", [log_in_page, log_in_api])
def test_the_right_password_forgets_the_wrong_ones(alice: User, route: Callable[..., Any]) -> None:
    for _ in range(3):
        for _wrong in range(4):
            route("alice", "wrong-horse-battery", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert route("alice", PASSWORD, REMOTE_ADDR=next(OTHER_ADDRESSES)).status_code in {
            200,
            302,
        }


def log_in_by_code(login: str, password: str, **more: Any) -> Any:
    given = {"login": login, "code": "123456"}
    return APIClient().post("/api/v1/auth/login/code/confirm", given, "json", **more)


def test_twenty_five_attempts_from_one_network_at_all_routes_together(alice: User) -> None:
    for number in range(24):
        route = (log_in_page, log_in_api, log_in_by_code)[number % 3]
        response = route(f"nobody{number}", "wrong-horse-battery", REMOTE_ADDR="203.0.113.7")
        assert response.status_code in {400, 401}
        assert remaining(response, LOGINS) == 24 - number
    assert log_in_api("alice", PASSWORD, REMOTE_ADDR="203.0.113.7").status_code == 200
    for route in (log_in_page, log_in_api, log_in_by_code):
        refused = route("alice", PASSWORD, REMOTE_ADDR="203.0.113.7")
        assert_refused(refused, LOGINS)
        assert route("alice", PASSWORD, REMOTE_ADDR="203.0.113.8").status_code in {
            200,
            302,
            401,
        }


def sign_up_page(number: int, **more: Any) -> Any:
    given = {
        **routes.GRACE,
        "username": f"grace{number}",
        "email": f"grace{number}@example.org",
    }
    return Client().post(SIGNUP_PAGE, {**given, "password1": given["password"]}, **more)


def sign_up_api(number: int, **more: Any) -> Any:
    given = {
        **routes.GRACE,
        "username": f"grace{number}",
        "email": f"grace{number}@example.org",
    }
    return APIClient().post(routes.REGISTER, given, "json", **more)


def test_five_new_accounts_from_one_network_at_both_routes_together() -> None:
    for number in range(5):
        response = (sign_up_page, sign_up_api)[number % 2](number)
        assert response.status_code in {201, 302}
        assert remaining(response, REGISTER) == 4 - number
    for route in (sign_up_page, sign_up_api):
        assert_refused(route(5), REGISTER)
        assert User.objects.count() == 5 + (route is sign_up_api)
        assert route(6 + (route is sign_up_api), REMOTE_ADDR="203.0.113.8").status_code in {
            201,
            302,
        }


def test_a_form_filled_in_wrongly_opens_no_account_and_costs_none() -> None:
    for route in (sign_up_page, sign_up_api):
        for _ in range(6):
            response = route(-1)
            assert response.status_code == 400
            assert remaining(response, REGISTER) == 5


def request_reset(who: str, **more: Any) -> Any:
    return APIClient().post("/api/v1/auth/password/reset", {"email": who}, "json", **more)


def request_code(who: str, **more: Any) -> Any:
    return APIClient().post("/api/v1/auth/login/code", {"login": who}, "json", **more)


def request_reset_page(who: str, **more: Any) -> Any:
    return Client().post("/accounts/password/reset/", {"email": who}, **more)


def request_code_page(who: str, **more: Any) -> Any:
    return Client().post("/accounts/login/code/", {"login": who}, **more)


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_five_mails_to_one_address_whoever_asks_for_whatever(alice: User, email: str) -> None:
    calls = (request_reset, request_code, request_reset_page, request_code_page, request_code)
    for number, route in enumerate(calls):
        response = route(email, REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert response.status_code in {202, 302}
        assert remaining(response, MAILED_CODES) == 4 - number
    waiting = MailRequest.objects.count()
    for route in set(calls):
        refused = route(email.upper(), REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert_refused(refused, MAILED_CODES)
        assert b"Please try again in 30 minutes." in refused.content
    assert MailRequest.objects.count() == waiting == 5
    assert request_reset("bob@example.org").status_code == 202


def test_blanks_behind_a_name_are_no_new_name(alice: User) -> None:
    for number in range(5):
        padded = "alice" + " " * 200 + " " * number
        assert request_code(padded, REMOTE_ADDR=next(OTHER_ADDRESSES)).status_code == 202
    assert_refused(request_code("alice"), MAILED_CODES)
    for route in (request_reset_page, request_code_page):
        response = route("alice@example.org" + " " * 254 + "0", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert response.status_code == 400
    assert MailRequest.objects.count() == 5


def test_five_mails_to_one_person_by_whatever_name(
    alice: User, deliver: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    for number in range(10):
        who = "alice" if number % 2 else "alice@example.org"
        assert request_code(who, REMOTE_ADDR=next(OTHER_ADDRESSES)).status_code == 202
    deliver()
    assert len(mailoutbox) == 5
    assert MailRequest.objects.count() == 0


def test_thirty_mails_asked_for_from_one_place_of_whomever() -> None:
    routes = (request_reset, request_code, request_reset_page, request_code_page)
    place = next(OTHER_ADDRESSES)
    for number in range(30):
        response = routes[number % 4](f"nobody{number}@example.org", REMOTE_ADDR=place)
        assert response.status_code in {202, 302}
        assert remaining(response, MAIL_REQUESTS) == 29 - number
    for route in routes:
        refused = route("nobody@example.org", REMOTE_ADDR=place)
        assert_refused(refused, MAIL_REQUESTS)


def test_ten_strangers_mailed_by_one_person(cast: Cast) -> None:
    def change(number: int) -> Any:
        body = {"email": f"stranger{number}@example.org", "password": PASSWORD}
        return cast.api.post("/api/v1/auth/email/change", body, "json")

    for number in range(10):
        response = change(number)
        assert response.status_code == 202
        assert remaining(response, ADDRESSES) == 9 - number
    assert_refused(change(10), ADDRESSES)
