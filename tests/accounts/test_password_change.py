"""Changing the password."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from rest_framework.test import APIClient

from accounts.clients.client import Client as Coming
from accounts.models import User
from accounts.services.devices import is_trusted, trust_device
from accounts.services.passwords import change_password
from accounts.services.sessions import start_session
from tests.accounts.api import LOGIN, app_with, is_logged_out, post, problem, refresh
from tests.accounts.mails import subjects_to
from tests.factories import PASSWORD
from tests.threads import at_once

pytestmark = pytest.mark.django_db

CHANGE = "/api/v1/auth/password/change"
NEW = "another-horse-battery"


def change(client: APIClient, current: str = PASSWORD, new: str = NEW) -> Any:
    return post(CHANGE, {"current_password": current, "new_password": new}, client=client)


def test_changing_the_password_ends_all_other_sessions(
    alice: User,
    bob: User,
    client_of: Callable[[User], Client],
    deliver: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    here, there, browser = start_session(user=alice), start_session(user=alice), client_of(alice)
    bobs = client_of(bob)
    response = change(app_with(here.access))
    assert (response.status_code, response.content) == (204, b"")
    assert app_with(here.access).get("/api/v1/users/me").status_code == 200
    assert refresh(here.refresh).status_code == 200
    assert problem(refresh(there.refresh))[0] == 401
    assert app_with(there.access).get("/api/v1/users/me").status_code == 401
    assert is_logged_out(browser)
    assert not is_logged_out(bobs)
    assert problem(post(LOGIN, {"login": "alice", "password": PASSWORD}))[0] == 401
    assert post(LOGIN, {"login": "alice", "password": NEW}).status_code == 200
    deliver()
    assert subjects_to(mailoutbox, "alice@example.org")[0] == "Your InstaPro password was changed"


@pytest.mark.parametrize("wrong", ["wrong-horse-battery", PASSWORD.upper(), f"{PASSWORD} "])
def test_the_old_password_must_be_right(
    alice: User, api_of: Callable[[User], APIClient], wrong: str
) -> None:
    app, other = api_of(alice), start_session(user=alice)
    assert problem(change(app, wrong)) == (400, "wrong_password", "current_password")
    assert refresh(other.refresh).status_code == 200
    assert post(LOGIN, {"login": "alice", "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("horse-1", "password_too_short"),
        ("x9-" * 43, "max_length"),
        ("password", "password_too_common"),
        ("alice123", "password_too_similar"),
        ("", "blank"),
        (None, "null"),
        (7, "invalid"),
        ("al\0ice-horse", "null_characters_not_allowed"),
    ],
)
def test_the_new_password_keeps_the_rules(
    alice: User, api_of: Callable[[User], APIClient], new: Any, code: str
) -> None:
    other = start_session(user=alice)
    assert problem(change(api_of(alice), new=new)) == (400, code, "new_password")
    assert refresh(other.refresh).status_code == 200


def test_128_characters_are_taken_and_not_cut_off(
    alice: User, api_of: Callable[[User], APIClient]
) -> None:
    longest = "x9-é" * 32
    assert change(api_of(alice), new=longest).status_code == 204
    cut = {"login": "alice", "password": longest[:-1]}
    assert problem(post(LOGIN, cut))[0] == 401
    assert post(LOGIN, {"login": "alice", "password": longest}).status_code == 200


def test_it_requires_login(alice: User) -> None:
    assert problem(change(APIClient())) == (401, "not_authenticated", None)


@pytest.mark.usefixtures("limited")
def test_a_stolen_session_cannot_guess_the_password(
    alice: User, api_of: Callable[[User], APIClient]
) -> None:
    app = api_of(alice)
    for _ in range(5):
        assert problem(change(app, "wrong-horse-battery"))[0] == 400
    response = change(app)
    assert problem(response) == (429, "throttled", None)
    assert int(response["Retry-After"]) <= 15 * 60
    # Another session is no way round it, and the owner logs in as before.
    assert change(api_of(alice)).status_code == 429
    assert post(LOGIN, {"login": "alice", "password": PASSWORD}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_ten_simultaneous_changes_one_succeeds(
    alice: User, api_of: Callable[[User], APIClient]
) -> None:
    apps = [api_of(alice) for _ in range(10)]

    def try_(number: int) -> Callable[[], Any]:
        return lambda: change(apps[number], new=f"{NEW}-{number}")

    responses = at_once([try_(number) for number in range(10)])
    assert sorted(response.status_code for response in responses).count(204) == 1
    assert {response.status_code for response in responses} <= {204, 400, 401}
    alice.refresh_from_db()
    [winner] = [number for number, response in enumerate(responses) if response.status_code == 204]
    assert alice.check_password(f"{NEW}-{winner}")
    assert apps[winner].get("/api/v1/users/me").status_code == 200


def test_a_changed_password_forgets_all_devices_but_the_own(alice: User) -> None:
    own, _other = trust_device(user=alice), trust_device(user=alice)
    session = start_session(user=alice).session
    client = Coming(device=own)
    change_password(user=alice, current=PASSWORD, new=NEW, session=session, client=client)
    assert alice.known_devices.count() == 1
    assert is_trusted(user=alice, token=own)


def test_a_person_has_twenty_devices_and_no_more(alice: User) -> None:
    tokens = [trust_device(user=alice) for _ in range(22)]
    assert [is_trusted(user=alice, token=token) for token in tokens] == [False] * 2 + [True] * 20
