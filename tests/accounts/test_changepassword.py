"""`manage.py changepassword`."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.sessions import start_session
from tests.accounts.api import is_logged_out, problem, refresh
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "another-horse-battery"


def run(monkeypatch: pytest.MonkeyPatch, username: str, *typed: str) -> str:
    responses = iter(typed)
    monkeypatch.setattr("getpass.getpass", lambda **prompt: next(responses))
    output = StringIO()
    call_command("changepassword", username, stdout=output)
    return output.getvalue()


@pytest.mark.parametrize("username", ["Alice", "alice@example.org"])
def test_resetting_the_password_ends_all_sessions(
    alice: User,
    client_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
    username: str,
) -> None:
    app, browser = start_session(user=alice), client_of(alice)
    assert "logged out everywhere" in run(monkeypatch, username, NEW, NEW)
    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert problem(refresh(app.refresh))[0] == 401
    assert is_logged_out(browser)


def test_nothing_else_of_the_row_is_written(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is counted while the password is being typed."""

    def typed(prompt: str) -> str:
        User.objects.update(posts_count=7)
        return NEW

    monkeypatch.setattr("getpass.getpass", typed)
    call_command("changepassword", "alice", stdout=StringIO())
    alice.refresh_from_db()
    assert (alice.posts_count, alice.check_password(NEW)) == (7, True)


@pytest.mark.parametrize(
    ("username", "typed"),
    [
        ("nobody", []),
        ("alice", [NEW, "other"]),
        ("alice", ["short", "short"]),
        ("alice", ["alice123", "alice123"]),
        ("alice", ["", ""]),
        ("bob", [NEW, NEW]),
    ],
)
def test_impossible_values_are_refused(
    alice: User, bob: User, monkeypatch: pytest.MonkeyPatch, username: str, typed: list[str]
) -> None:
    suspend_user(user=bob)
    with pytest.raises(CommandError):
        run(monkeypatch, username, *typed)
    for user in (alice, bob):
        user.refresh_from_db()
        assert user.check_password(PASSWORD)
