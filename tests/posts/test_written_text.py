"""What people write is counted and kept alike, whichever way it comes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from posts.models import Comment, Post
from tests.factories import make_media, make_post
from tests.posts.commenting import ApiOf, write
from tests.responses import error_of

pytestmark = pytest.mark.django_db

INVISIBLE = ["\u200b", "\u2800", "\u3164", "\u200d", "\u200f", "\ufeff", "\u00ad", "\u2060"]


def test_an_app_may_end_lines_like_a_browser(alice: User, api_of: ApiOf) -> None:
    """2,151 characters to the eye; with two for each line end they would be too many."""
    seen = "a" * 2050 + "\n" * 100 + "b"
    sent = seen.replace("\n", "\r\n")
    given: dict[str, Any] = {"media_ids": [str(make_media(alice).pk)], "caption": sent}
    response = api_of(alice).post("/api/v1/posts", given, format="json")
    assert response.status_code == 201, response.content
    assert response.json()["caption"] == seen
    post = Post.objects.get()
    changed = {"caption": "One\rTwo\r\nThree", "location": "Bath,\r\nSomerset"}
    body = api_of(alice).patch(f"/api/v1/posts/{post.pk}", changed, format="json").json()
    assert (body["caption"], body["location"]) == ("One\nTwo\nThree", "Bath, Somerset")
    assert write(api_of(alice), post, sent).json()["text"] == seen
    alt = {"alts": {str(post.media.get().pk): "x\r\n" * 749 + "xy"}}
    assert api_of(alice).patch(f"/api/v1/posts/{post.pk}", alt, format="json").status_code == 200
    assert len(post.media.get().alt) == 1500
    about = api_of(alice).patch("/api/v1/users/me", {"bio": "I\r\nam"}, format="json").json()
    assert about["bio"] == "I\nam"


def test_a_text_is_counted_as_it_is_stored(
    alice: User, bob: User, api_of: ApiOf, client_of: Callable[[User], Client]
) -> None:
    """A byte order mark, as some editors put it before a text, is no character of it."""
    mark, upload = "\ufeff", make_media(alice)
    longest = {"caption": "c" * 2200, "location": "l" * 100, f"alt-{upload.pk}": "a" * 1500}
    sent = {name: f"{text[0]}{mark}{text[1:]}" for name, text in longest.items()}
    page = client_of(alice).post("/create", {"uploads": [str(upload.pk)], **sent})
    assert page.status_code == 302
    post = Post.objects.get()
    assert [post.caption, post.location, post.media.get().alt] == list(longest.values())
    alts = {str(upload.pk): sent[f"alt-{upload.pk}"]}
    given = {"caption": sent["caption"], "location": sent["location"], "alts": alts}
    change = api_of(alice).patch(f"/api/v1/posts/{post.pk}", given, format="json")
    assert change.status_code == 200, change.content
    assert write(api_of(bob), post, sent["caption"]).json()["text"] == longest["caption"]
    comment = {"text": sent["caption"]}
    client_of(bob).post(f"{post.get_absolute_url()}comments", comment)
    assert [each.text for each in Comment.objects.all()] == [longest["caption"]] * 2


def test_a_comment_that_cannot_be_seen_is_refused(
    alice: User, bob: User, api_of: ApiOf, client_of: Callable[[User], Client]
) -> None:
    post, api, browser = make_post(alice), api_of(bob), client_of(bob)
    for text in INVISIBLE:
        refusal = error_of(write(api, post, f" {text}\n{text}"), 400)
        assert (refusal["code"], refusal["attr"]) == ("blank", "text")
    page = browser.post(f"{post.get_absolute_url()}comments", {"text": "".join(INVISIBLE)})
    assert page.status_code == 422
    assert "Write something first." in page.text
    assert not Comment.objects.exists()


def test_a_text_that_cannot_be_seen_is_an_empty_one(alice: User, api_of: ApiOf) -> None:
    post, api, blank = make_post(alice), api_of(alice), "\u3164\u200b"
    given = {"caption": blank, "location": blank, "alts": {str(post.media.get().pk): blank}}
    body = api.patch(f"/api/v1/posts/{post.pk}", given, format="json").json()
    assert (body["caption"], body["location"], body["media"][0]["alt"]) == ("", None, "")
    me = api.patch("/api/v1/users/me", {"display_name": blank, "bio": blank}, format="json").json()
    assert (me["display_name"], me["bio"]) == ("", "")
    refusal = error_of(api.post("/api/v1/collections", {"name": blank}, format="json"), 400)
    assert (refusal["code"], refusal["attr"]) == ("blank", "name")
