"""Where a browser is led after logging in or signing up: where it was going, on this site."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.api import GRACE
from tests.accounts.pages import EXTERNAL_URLS, LOGIN, SIGNUP, VERIFY
from tests.factories import PASSWORD
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


@pytest.mark.parametrize("page", [LOGIN, SIGNUP])
def test_next_leads_on_within_the_site(alice: User, page: str) -> None:
    browser = Client()
    given = {**GRACE, "login": "alice", "password": PASSWORD, "next": "/create?a=b#c"}
    response = browser.post(page, given)
    if page == SIGNUP:
        # Past the code, and past the offer of a passkey.
        verify = Page(browser.get(response["Location"]))
        assert {each["value"] for each in verify.all("input", name="next")} == {"/create?a=b#c"}
        assert verify.all("a", href="/create?a=b#c")
    else:
        assert response["Location"] == "/create?a=b#c"


@pytest.mark.parametrize("page", [LOGIN, SIGNUP])
@pytest.mark.parametrize("evil", EXTERNAL_URLS)
def test_next_leads_nowhere_else(alice: User, page: str, evil: str) -> None:
    given = {**GRACE, "login": "alice", "password": PASSWORD, "next": evil}
    assert Client().post(page, given)["Location"] in {"/", VERIFY}
    again = {**given, "username": "grace2"}
    assert Client().post(f"{page}?{urlencode({'next': evil})}", again)["Location"] in {"/", VERIFY}
    shown = Page(Client().get(page, {"next": evil}))
    assert not any(evil in (link.attributes.get("href") or "") for link in shown.all("a"))
    assert shown.all("input", name="next") == []


@pytest.mark.parametrize("page", [VERIFY, "/accounts/signup/passkey/"])
def test_the_pages_after_signing_up_lead_nowhere_else(page: str) -> None:
    browser = Client()
    browser.post(SIGNUP, GRACE)
    for evil in EXTERNAL_URLS:
        shown = Page(browser.get(page, {"next": evil}))
        assert not any(evil in (link.attributes.get("href") or "") for link in shown.all("a"))
        assert shown.all("input", name="next") == [], evil


def test_next_is_carried_from_one_form_to_the_other() -> None:
    page = Page(Client().get(LOGIN, {"next": "/create"}))
    assert {each["value"] for each in page.all("input", name="next")} == {"/create"}
    for other in (SIGNUP, "/accounts/login/code/"):
        assert page.all("a", href=f"{other}?next=%2Fcreate")


@pytest.mark.parametrize(
    "page", [LOGIN, SIGNUP, "/accounts/login/code/", "/accounts/login/code/enter/"]
)
def test_a_logged_in_user_is_redirected(alice: User, client_of: ClientOf, page: str) -> None:
    assert client_of(alice).get(page)["Location"] == "/"
    assert client_of(alice).get(page, {"next": "/create"})["Location"] == "/create"
    assert client_of(alice).get(page, {"next": "//evil.example"})["Location"] == "/"
