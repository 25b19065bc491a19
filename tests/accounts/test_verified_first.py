"""Where the setting demands it, an address is verified before posting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Comment, Media, Post
from tests.accounts.api import GRACE, REGISTER, app_with, post, problem
from tests.accounts.mails import token_in
from tests.factories import make_media, make_post

pytestmark = pytest.mark.django_db

REFUSED = (403, "email_not_verified", None)


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.REQUIRE_VERIFIED_EMAIL = True


@pytest.fixture
def app(shown: Post) -> APIClient:
    """The browser of a user who has just registered."""
    return app_with(post(REGISTER, GRACE).json()["access"])


@pytest.fixture
def grace(app: APIClient) -> User:
    user: User = User.objects.get(username="grace")
    return user


@pytest.fixture
def shown(alice: User) -> Post:
    return make_post(alice)


def publish(app: APIClient, media: Media) -> Any:
    return post("/api/v1/posts", {"media_ids": [str(media.pk)]}, client=app)


def comment(app: APIClient, shown: Post) -> Any:
    return post(f"/api/v1/posts/{shown.pk}/comments", {"text": "Lovely!"}, client=app)


def test_posting_and_commenting_wait_until_then(
    app: APIClient,
    grace: User,
    shown: Post,
    deliver: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    media = make_media(grace)
    assert problem(publish(app, media)) == REFUSED
    assert problem(comment(app, shown)) == REFUSED
    assert not Post.objects.filter(author=grace).exists()
    assert not Comment.objects.exists()
    deliver()
    post("/api/v1/auth/email/verify", {"token": token_in(mailoutbox[0])})
    assert publish(app, media).status_code == 201
    assert comment(app, shown).status_code == 201


def test_the_pages_say_so_too(
    grace: User, shown: Post, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(grace)
    responses = [
        browser.post("/create", {"uploads": [make_media(grace).pk], "caption": "Kept"}),
        browser.post(f"/p/{shown.shortcode}/comments", {"text": "Lovely!"}),
    ]
    for response in responses:
        assert response.status_code in {400, 403}
        assert "verify your email address" in response.content.decode()
    assert not Post.objects.filter(author=grace).exists()
    assert not Comment.objects.exists()


def test_reading_liking_and_following_do_not_wait(app: APIClient, shown: Post) -> None:
    assert app.get("/api/v1/feed").status_code == 200
    assert app.get(f"/api/v1/posts/{shown.pk}").status_code == 200
    assert app.post(f"/api/v1/posts/{shown.pk}/like").json() == {"liked": True, "likes_count": 1}
    assert app.post("/api/v1/users/alice/follow").json() == {"state": "following"}


def test_without_the_setting_no_address_has_to_be_verified(
    app: APIClient, grace: User, shown: Post, settings: Settings
) -> None:
    settings.REQUIRE_VERIFIED_EMAIL = False
    assert publish(app, make_media(grace)).status_code == 201
    assert comment(app, shown).status_code == 201
