"""How the API serializes a user."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models.functions import Now
from rest_framework.test import APIClient, APIRequestFactory

from accounts.models import User
from accounts.selectors import get_visible_user
from accounts.serializers import UserSerializer, UserSummarySerializer
from core.errors import NotFoundError
from tests.accounts.api import ME, problem

pytestmark = pytest.mark.django_db


def test_the_own_account_has_the_contracts_shape(
    alice: User, api_of: Callable[[User], APIClient]
) -> None:
    response = api_of(alice).get(ME)
    assert response.status_code == 200
    created_at = response.json()["created_at"]
    assert created_at == alice.created_at.isoformat().replace("+00:00", "Z")
    assert response.json() == {
        "id": str(alice.pk),
        "username": "alice",
        "display_name": "",
        "bio": "",
        "website": "",
        "links": [],
        "avatar": None,
        "is_private": False,
        "is_verified": False,
        "posts_count": 0,
        "followers_count": 0,
        "following_count": 0,
        "created_at": created_at,
        "relationship": None,
        "email": "alice@example.org",
        "language": alice.language,
    }


def test_anonymous_requests_have_no_user() -> None:
    assert problem(APIClient().get(ME)) == (401, "not_authenticated", None)


@pytest.mark.parametrize("method", ["post", "put"])
def test_unsupported_methods_are_a_405(
    alice: User, api_of: Callable[[User], APIClient], method: str
) -> None:
    response = getattr(api_of(alice), method)(ME, {}, format="json")
    assert problem(response)[:2] == (405, "method_not_allowed")


def test_a_portrait_has_an_absolute_url_and_a_blurhash(alice: User) -> None:
    alice.avatar, alice.avatar_blurhash = "ab/cd/portrait.jpg", "LEHV6nWB2yk8"
    request = APIRequestFactory().get("/")
    shown: Any = UserSummarySerializer(alice, context={"request": request}).data
    assert shown == {
        "id": str(alice.pk),
        "username": "alice",
        "display_name": "",
        "avatar": {
            "url": "http://testserver/media/ab/cd/portrait.jpg",
            "blurhash": "LEHV6nWB2yk8",
        },
        "is_verified": False,
    }


def test_the_relation_is_derived_from_the_graph(alice: User) -> None:
    known = {
        "following": True,
        "requested": False,
        "followed_by": False,
        "blocking": False,
        "muting": False,
    }
    shown: Any = UserSerializer(alice, context={"relationship": known}).data
    assert shown["relationship"] == known


@pytest.mark.parametrize("username", ["alice", "ALICE"])
def test_a_person_is_found_in_any_case(alice: User, bob: User, username: str) -> None:
    assert get_visible_user(viewer=bob, username=username) == alice


@pytest.mark.parametrize(
    "username", ["", "nobody", "ali\0ce", "ali\ud800ce", "ａｌｉｃｅ", "a" * 999]
)
def test_an_invalid_name_finds_no_one(alice: User, bob: User, username: str) -> None:
    with pytest.raises(NotFoundError):
        get_visible_user(viewer=bob, username=username)


@pytest.mark.parametrize("state", [{"is_active": False}, {"deactivated_at": Now()}])
def test_suspended_and_deactivated_users_are_not_found(
    alice: User, bob: User, state: dict[str, Any]
) -> None:
    User.objects.filter(pk=alice.pk).update(**state)
    with pytest.raises(NotFoundError):
        get_visible_user(viewer=bob, username="alice")
