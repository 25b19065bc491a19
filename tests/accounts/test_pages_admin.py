"""The admin has no login of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import Session, User
from accounts.services.second_factors import pending_secret
from tests.accounts.otp import code_of, switch_on
from tests.accounts.pages import EXTERNAL_URLS, SECOND, WRONG, log_in, logged_in_username
from tests.factories import PASSWORD, give_second_factor
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ROUTE = "/admin/login/"


@pytest.fixture
def staff_without_app(erin: User) -> User:
    erin.is_staff = True
    erin.save(update_fields=["is_staff"])
    return erin


@pytest.fixture
def staff(staff_without_app: User) -> User:
    give_second_factor(staff_without_app)
    return staff_without_app


def follow(browser: Client, path: str) -> Any:
    return browser.get(path, follow=True)


@pytest.mark.parametrize("page", ["/admin/", "/admin/accounts/user/", "/admin/core/outboxentry/"])
def test_anonymous_staff_use_the_normal_login(staff: User, page: str) -> None:
    browser = Client()
    login_page = follow(browser, page)
    assert login_page.redirect_chain[-1][0].startswith("/accounts/login/?next=/admin/")
    wanted = Page(login_page).all("input", name="next")[0]["value"]
    assert wanted == page
    assert log_in("erin", browser=browser, next=wanted)["Location"] == SECOND


@pytest.mark.parametrize("page", ["/admin/", "/admin/accounts/user/", ROUTE])
def test_staff_without_a_second_factor_are_led_to_set_it_up(
    staff_without_app: User, client_of: ClientOf, page: str
) -> None:
    browser = client_of(staff_without_app)
    led = follow(browser, page)
    assert led.redirect_chain[-1][0] == "/accounts/settings/two-factor/"
    assert "The admin needs two-factor authentication" in Page(led).text
    browser.post("/accounts/settings/two-factor/", {"password": PASSWORD})
    secret = pending_secret(user=staff_without_app)
    assert secret
    browser.post("/accounts/settings/two-factor/confirm/", {"code": code_of(secret)})
    assert browser.get("/admin/").status_code == 200


def test_a_superuser_without_a_second_factor_sees_nothing_of_the_admin(
    staff_without_app: User, client_of: ClientOf
) -> None:
    User.objects.update(is_superuser=True)
    browser = client_of(staff_without_app)
    for page in ("/admin/", "/admin/accounts/user/", "/admin/jsi18n/", "/admin/nothing/"):
        assert browser.get(page)["Location"].startswith(ROUTE)


def test_the_admin_opens_after_the_second_factor(staff_without_app: User) -> None:
    secret, _codes = switch_on(staff_without_app)
    browser = Client()
    assert log_in("erin", browser=browser, next="/admin/")["Location"] == SECOND
    assert follow(browser, "/admin/").redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    assert browser.post(SECOND, {"code": code_of(secret)})["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200


def test_the_admins_own_login_form_is_disabled(staff: User) -> None:
    given = {"username": "erin", "password": PASSWORD, "next": "/admin/"}
    browser = Client()
    response = browser.post(ROUTE, given)
    assert response["Location"].startswith("/accounts/login/")
    assert logged_in_username(browser) is None
    assert browser.post(ROUTE, {**given, "password": WRONG})["Location"].startswith("/accounts/")


@pytest.mark.parametrize("page", ["/admin/", "/admin/accounts/user/", ROUTE])
def test_non_staff_are_refused_without_a_redirect_loop(
    alice: User, client_of: ClientOf, page: str
) -> None:
    response = follow(client_of(alice), page)
    assert "You don't have access to this page" in Page(response, status=403).text
    assert len(response.redirect_chain) <= 1


def test_staff_without_a_permission_are_refused(staff: User, client_of: ClientOf) -> None:
    browser = client_of(staff)
    assert browser.get("/admin/").status_code == 200
    assert browser.get("/admin/accounts/user/").status_code == 403


def test_logged_in_staff_are_redirected_to_the_admin(staff: User, client_of: ClientOf) -> None:
    assert client_of(staff).get(ROUTE)["Location"] == "/admin/"
    wanted = "/admin/accounts/user/"
    assert client_of(staff).get(ROUTE, {"next": wanted})["Location"] == wanted


@pytest.mark.parametrize("evil", EXTERNAL_URLS)
def test_next_leads_nowhere_else(staff: User, client_of: ClientOf, evil: str) -> None:
    assert client_of(staff).get(ROUTE, {"next": evil})["Location"] == "/admin/"
    assert Client().get(ROUTE, {"next": evil})["Location"] == "/accounts/login/?next=/admin/"


def test_logging_out_ends_the_session(staff: User, client_of: ClientOf) -> None:
    browser = client_of(staff)
    assert browser.post("/admin/logout/")["Location"] == "/"
    assert not Session.objects.filter(user=staff, revoked_at=None).exists()
    assert logged_in_username(browser) is None


def test_staff_change_the_password_on_the_normal_page(staff: User, client_of: ClientOf) -> None:
    response = client_of(staff).get("/admin/password_change/")
    assert response["Location"] == "/accounts/password/change/"
    done = {"old_password": PASSWORD, "new_password1": "x" * 12, "new_password2": "x" * 12}
    client_of(staff).post("/admin/password_change/", done)
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_second_factors_are_nothing_to_edit(admin_user: User, client_of: ClientOf) -> None:
    labels = {model._meta.app_label for model in admin.site._registry}
    assert not labels & {"mfa", "account"}
    browser = client_of(admin_user)
    assert browser.get("/admin/mfa/authenticator/").status_code == 404
    assert browser.get(f"/admin/accounts/user/{admin_user.pk}/password/").status_code in {302, 404}
