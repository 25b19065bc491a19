"""How many people one may follow, pending requests included."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from social.models import Follow, FollowRequest
from social.services import (
    TooManyFolloweesError,
    accept_request,
    follow_user,
    set_private,
    unfollow_user,
)
from tests.factories import make_users
from tests.pages import Page
from tests.responses import error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db

MOST = 3


@pytest.fixture
def others(settings: Settings) -> list[User]:
    """Ten, of whom one may follow three."""
    settings.FOLLOWEES_MAX = MOST
    return make_users(f"other{number}" for number in range(10))


def followees(follower: User) -> tuple[int, int]:
    """Follows and requests, in rows."""
    requests = FollowRequest.objects.filter(follower=follower).count()
    return Follow.objects.filter(follower=follower).count(), requests


def test_the_limit_is_7_500(settings: Settings) -> None:
    assert settings.FOLLOWEES_MAX == 7_500


def test_no_one_follows_more(
    bob: User, others: list[User], api_of: Callable[[User], APIClient]
) -> None:
    api = api_of(bob)
    for other in others[:MOST]:
        assert api.post(f"/api/v1/users/{other.username}/follow").status_code == 200
    error = error_of(api.post("/api/v1/users/other5/follow"), 400)
    assert error["code"] == "too_many_followees"
    assert "up to 3 people" in error["detail"]
    assert followees(bob) == (MOST, 0)
    bob.refresh_from_db()
    assert bob.following_count == MOST
    # Again is no change, and one less makes room.
    assert api.post("/api/v1/users/other0/follow").status_code == 200
    api.delete("/api/v1/users/other0/follow")
    assert api.post("/api/v1/users/other5/follow").status_code == 200


def test_the_page_says_so(
    bob: User, others: list[User], client_of: Callable[[User], Client]
) -> None:
    for other in others[:MOST]:
        follow_user(follower=bob, following=other)
    answer = client_of(bob).post("/other5/follow", {"following": "1"})
    text = "You can follow up to 3 people, pending requests included."
    assert text in Page(answer, status=400).text
    assert followees(bob) == (MOST, 0)


def test_requests_count_until_they_end(bob: User, others: list[User]) -> None:
    for other in others[:6]:
        set_private(user=other, is_private=True)
    for other in others[:MOST]:
        follow_user(follower=bob, following=other)
    assert followees(bob) == (0, MOST)
    for other in (others[4], others[7]):
        with pytest.raises(TooManyFolloweesError):
            follow_user(follower=bob, following=other)
    # A request that is accepted stays one of them; to ask again is no change.
    accept_request(follower=bob, following=others[0])
    follow_user(follower=bob, following=others[1])
    assert followees(bob) == (1, MOST - 1)
    unfollow_user(follower=bob, following=others[1])
    follow_user(follower=bob, following=others[7])
    assert followees(bob) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_further(bob: User, others: list[User]) -> None:
    for other in others[::2]:
        set_private(user=other, is_private=True)

    def follow(other: User) -> bool:
        try:
            follow_user(follower=bob, following=other)
        except TooManyFolloweesError:
            return False
        return True

    done = at_once([lambda other=other: follow(other) for other in others])  # type: ignore[misc]
    assert done.count(True) == MOST == sum(followees(bob))
    bob.refresh_from_db()
    assert bob.following_count == followees(bob)[0]
