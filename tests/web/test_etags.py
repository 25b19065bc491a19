"""What a client has already is not sent again."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from posts.services.editing import edit_post
from posts.services.likes import like_post
from social.services.privacy import set_private
from tests.factories import make_post

pytestmark = pytest.mark.django_db

FEED = "/api/v1/feed"


def etag_of(path: str) -> str:
    first, second = Client().get(path), Client().get(path)
    assert first.content != second.content, "a nonce is for one response"
    assert first["ETag"] == second["ETag"]
    return first["ETag"]


@pytest.mark.parametrize("path", ["/alice/", "/p/{shortcode}/"])
def test_a_public_page_that_is_current_is_not_sent_again(alice: User, path: str) -> None:
    post = make_post(alice)
    path = path.format(shortcode=post.shortcode)
    etag = etag_of(path)
    response = Client().get(path, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert {"Cookie", "HX-Request"} <= set(response["Vary"].split(", "))


def test_the_page_that_a_browser_has_keeps_its_own_policy(alice: User) -> None:
    """A browser takes the headers of a 304 for those of the page, whose scripts have a nonce."""
    response = Client().get("/alice/", headers={"If-None-Match": etag_of("/alice/")})
    assert "Content-Security-Policy" not in response


def test_a_changed_page_is_sent(alice: User) -> None:
    post = make_post(alice, caption="Before")
    path = f"/p/{post.shortcode}/"
    etag = etag_of(path)
    edit_post(actor=alice, post=post, caption="After")
    response = Client().get(path, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert b"After" in response.content
    assert response["ETag"] != etag


def test_who_has_a_page_learns_that_it_went_private(alice: User) -> None:
    post = make_post(alice)
    path = f"/p/{post.shortcode}/"
    etag = etag_of(path)
    set_private(user=alice, is_private=True)
    assert Client().get(path, headers={"If-None-Match": etag}).status_code == 404


def test_another_language_is_another_page(alice: User) -> None:
    german = {"If-None-Match": etag_of("/alice/"), "Accept-Language": "de"}
    assert Client().get("/alice/", headers=german).status_code == 200


def test_pages_of_one_viewer_have_no_etag(alice: User, client_of: Callable[[User], Client]) -> None:
    assert "ETag" not in client_of(alice).get("/alice/")
    assert "ETag" not in Client().get("/accounts/login/"), "its form has a token"


def test_an_app_is_told_that_its_feed_is_current(
    alice: User, bob: User, api_of: Callable[[User], APIClient]
) -> None:
    post, app = make_post(alice), api_of(alice)
    etag = app.get(FEED)["ETag"]
    current = app.get(FEED, headers={"If-None-Match": etag})
    assert (current.status_code, current.content) == (304, b"")
    assert current["Cache-Control"] == "private, no-store"
    like_post(user=bob, post=post)
    changed = app.get(FEED, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.json()["results"][0]["likes_count"] == 1
