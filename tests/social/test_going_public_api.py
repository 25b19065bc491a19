"""Going public through the API, and what happens to pending requests."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from social.models import Follow, FollowRequest
from social.services import follow_user, set_private
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ME = "/api/v1/users/me"


@pytest.fixture
def api(bob: User, erin: User, api_of: ApiOf) -> APIClient:
    """Of erin, whose account is private; bob waits."""
    set_private(user=erin, is_private=True)
    follow_user(follower=bob, following=erin)
    return api_of(erin)


@pytest.mark.parametrize(
    ("more", "accepted"),
    [({}, True), ({"follow_requests": "accept"}, True), ({"follow_requests": "decline"}, False)],
)
@pytest.mark.parametrize("form", ["json", "multipart"])
def test_pending_requests_are_accepted_or_discarded(
    form: str, more: dict[str, str], accepted: bool, api: APIClient, deliver: Callable[[], None]
) -> None:
    private: Any = False if form == "json" else "false"
    response = api.patch(ME, {"is_private": private, **more}, format=form)
    assert (response.status_code, response.json()["is_private"]) == (200, False)
    deliver()
    assert not FollowRequest.objects.exists()
    assert Follow.objects.exists() is accepted


@pytest.mark.parametrize("choice", ["sell", "", None, 7, True, [], {}, ["accept"], "ACCEPT", "\0"])
def test_an_unknown_choice_changes_nothing(choice: object, api: APIClient, erin: User) -> None:
    body = {"is_private": False, "follow_requests": choice, "bio": "Open"}
    assert error_of(api.patch(ME, body, format="json"), 400)["attr"] == "follow_requests"
    erin.refresh_from_db()
    assert (erin.is_private, erin.bio) == (True, "")
    assert FollowRequest.objects.count() == 1


@pytest.mark.parametrize("body", [{}, {"is_private": True}, {"bio": "Hello"}])
def test_a_choice_about_requests_needs_a_change_of_privacy(
    body: dict[str, object], api: APIClient, erin: User
) -> None:
    response = api.patch(ME, {**body, "follow_requests": "decline"}, format="json")
    assert error_of(response, 400)["attr"] == "follow_requests"
    erin.refresh_from_db()
    assert (erin.is_private, erin.bio) == (True, "")
    assert FollowRequest.objects.count() == 1
