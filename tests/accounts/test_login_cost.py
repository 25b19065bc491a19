"""What an API login costs the database, with all limits on."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from tests.accounts.api import LOGIN, post
from tests.accounts.otp import code_of, switch_on
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("limited")]


def log_in(app: APIClient, **more: Any) -> list[str]:
    """The statements of one login, BEGIN and COMMIT among them."""
    with CaptureQueriesContext(connection) as queries:
        response = post(LOGIN, {"login": "alice", "password": PASSWORD, **more}, client=app)
    assert response.status_code == 200, response.content
    return [query["sql"] for query in queries]


def test_a_login_costs_at_most_16_statements(alice: User, bob: User) -> None:
    """All: the count of the network, the user with the device's trust, the counts of the account
    and of the login as typed, both deleted again, the second factor; BEGIN, the user locked with
    what is to be known of devices and second factor; the session, its token, COMMIT."""
    phone, tablet = APIClient(), APIClient()
    # The new device, and those beyond twenty deleted.
    assert len(log_in(phone)) == 14
    # The device's last use.
    assert len(log_in(phone)) == 13
    # A further device: also the mail, and its outbox row.
    assert len(log_in(APIClient())) == 16
    # Another user's device.
    post(LOGIN, {"login": "bob", "password": PASSWORD}, client=tablet)
    assert len(log_in(tablet)) == 16


def test_a_second_factor_costs_as_little(alice: User) -> None:
    """Beside the above, on a new device: the count of wrong codes, and its reset; in a transaction
    of four statements, the authenticator app locked and its newest code noted."""
    secret, _codes = switch_on(alice)
    assert len(log_in(APIClient(), otp=code_of(secret))) == 20
