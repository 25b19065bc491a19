"""For a page that is older than the login: who is logged in, and a token that works."""

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import log_in

pytestmark = pytest.mark.django_db

STATE = "/accounts/session/"


def test_a_refused_token_is_replaced_by_one_that_works(alice: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    log_in(browser, alice)
    for headers in ({}, {"HX-Request": "true"}, {"Accept": "application/json"}):
        refused = browser.post("/accounts/logout/", headers=headers)
        assert (refused.status_code, refused["X-CSRF-Failed"]) == (403, "1")
    assert refused.json()["errors"][0]["code"] == "page_expired"
    state = browser.get(STATE).json()
    assert state["viewer"] == str(alice.pk)
    sent = browser.post("/accounts/logout/", {"csrfmiddlewaretoken": state["token"]})
    assert sent.status_code == 302
    assert browser.get(STATE).json()["viewer"] is None
