"""Users in the admin: found and suspended, not edited."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from accounts.services.sessions import start_session
from tests.accounts.api import get_me
from tests.factories import give_second_factor

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/user/"
ClientOf = Callable[[User], Client]


@pytest.fixture
def staff(erin: User) -> User:
    """erin, who may look and decide."""
    erin.is_staff = True
    erin.save(update_fields=["is_staff"])
    give_second_factor(erin)
    allowed = Permission.objects.filter(codename__in=["view_user", "change_user"])
    erin.user_permissions.set(allowed)
    return erin


def act(client: Client, action: str, *people: User) -> Any:
    chosen = [str(person.pk) for person in people]
    return client.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)


@pytest.mark.parametrize("query", ["ali", "alice@", "Lidd"])
def test_people_are_found_by_the_beginning_of_a_name(
    alice: User, bob: User, staff: User, client_of: ClientOf, query: str
) -> None:
    User.objects.filter(pk=alice.pk).update(display_name="Liddell")
    response: Any = client_of(staff).get(LIST, {"q": query})
    assert [user.username for user in response.context["cl"].result_list] == ["alice"]


def test_a_user_is_suspended_and_unsuspended(alice: User, staff: User, client_of: ClientOf) -> None:
    access = start_session(user=alice).access
    assert "1 user was suspended" in act(client_of(staff), "suspend", alice).content.decode()
    alice.refresh_from_db()
    assert not alice.is_active
    assert get_me(access).status_code == 401
    act(client_of(staff), "unsuspend", alice)
    alice.refresh_from_db()
    assert alice.is_active


def test_moderators_cannot_suspend_themselves(staff: User, client_of: ClientOf) -> None:
    act(client_of(staff), "suspend", staff)
    staff.refresh_from_db()
    assert staff.is_active


def test_view_permission_does_not_allow_suspending(
    alice: User, staff: User, client_of: ClientOf
) -> None:
    staff.user_permissions.set(Permission.objects.filter(codename="view_user"))
    act(client_of(staff), "suspend", alice)
    alice.refresh_from_db()
    assert alice.is_active


def test_no_form_writes_a_row(alice: User, client_of: ClientOf, admin_user: User) -> None:
    client = client_of(admin_user)
    page = f"{LIST}{alice.pk}/change/"
    shown = client.get(page).content.decode()
    assert "alice@example.org" in shown
    assert alice.password not in shown
    assert client.post(page, {"username": "x", "posts_count": 9}).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{alice.pk}/delete/", {"post": "yes"}).status_code == 403


def test_others_are_sent_to_log_in(alice: User, client_of: ClientOf) -> None:
    response = client_of(alice).get(LIST)
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_a_hash_is_not_guessed_by_its_beginning(
    alice: User, staff: User, client_of: ClientOf
) -> None:
    found = client_of(staff).get(LIST, {"password__startswith": alice.password[:20]})
    assert found.status_code == 400
