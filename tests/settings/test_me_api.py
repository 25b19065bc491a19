"""`/users/me`: what an app may change, and how an account is deleted."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import User
from social.models import FollowRequest
from social.services import follow_user
from tests.posts.files import file, kept_in, photograph
from tests.responses import error_of
from tests.settings.forms import ME, reread

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]

GOOD: list[tuple[str, Any, Any]] = [
    ("display_name", "Alice Adler", "Alice Adler"),
    ("display_name", "", ""),
    ("bio", "Lighthouses\nand tides", "Lighthouses\nand tides"),
    ("website", "https://example.org/alice", "https://example.org/alice"),
    ("website", "example.org", "https://example.org"),
    ("website", "", ""),
    ("links", [], []),
    (
        "links",
        [{"url": "https://a.example"}, {"title": "B", "url": "https://b.example"}],
        [{"title": "", "url": "https://a.example"}, {"title": "B", "url": "https://b.example"}],
    ),
    ("is_private", True, True),
    ("language", "de", "de"),
]
BAD: list[tuple[str, Any, str]] = [
    ("display_name", 7, "display_name"),
    ("display_name", None, "display_name"),
    ("display_name", ["Alice"], "display_name"),
    ("display_name", "x" * 65, "display_name"),
    ("display_name", "a\x00b", "display_name"),
    ("display_name", "a\ud800b", "display_name"),
    ("bio", "x" * 301, "bio"),
    ("bio", {}, "bio"),
    ("website", "javascript:alert(1)", "website"),
    ("website", "https://a@b.example", "website"),
    ("website", True, "website"),
    ("links", "https://example.org", "links.non_field_errors"),
    ("links", {"url": "https://example.org"}, "links.non_field_errors"),
    ("links", ["https://example.org"], "links.0.non_field_errors"),
    ("links", [{"title": "B"}], "links.0.url"),
    ("links", [{"title": 7, "url": "https://example.org"}], "links.0.title"),
    ("links", [{"title": "x" * 41, "url": "https://example.org"}], "links"),
    ("links", [{"url": "data:text/html,x"}], "links"),
    ("links", [{"url": f"https://{n}.example"} for n in range(5)], "links"),
    ("language", "tlh", "language"),
    ("language", "", "language"),
    ("is_private", "true", "is_private"),
    ("is_private", 1, "is_private"),
    ("is_private", None, "is_private"),
    ("avatar", "me.jpg", "avatar"),
    ("avatar", {}, "avatar"),
    ("username", "no names", "username"),
    ("is_verified", True, "is_verified"),
    ("posts_count", 7, "posts_count"),
    ("email", "mallory@example.org", "email"),
]


@pytest.mark.parametrize(("field", "given", "kept"), GOOD)
def test_each_field_is_changed_by_itself(
    field: str, given: Any, kept: Any, alice: User, api_of: ApiOf
) -> None:
    User.objects.filter(pk=alice.pk).update(display_name="A", bio="B", website="https://c.example")
    api = api_of(alice)
    before = api.get(ME).json()
    response = api.patch(ME, {field: given}, format="json")
    assert response.status_code == 200, response.content
    assert response.json() == {**before, field: kept} == api.get(ME).json()


@pytest.mark.parametrize(("field", "given", "attr"), BAD)
def test_invalid_input_is_refused_and_changes_nothing(
    field: str, given: Any, attr: str, alice: User, api_of: ApiOf
) -> None:
    api = api_of(alice)
    before = api.get(ME).json()
    text = json.dumps({"bio": "new", field: given})
    assert error_of(api.patch(ME, text, content_type="application/json"), 400)["attr"] == attr
    assert api.get(ME).json() == before


def test_all_errors_are_reported_at_once(alice: User, api_of: ApiOf) -> None:
    given = {"display_name": "x" * 65, "bio": "x" * 301, "website": "nowhere"}
    response = api_of(alice).patch(ME, given, format="json")
    assert {error["attr"] for error in response.json()["errors"]} == set(given)


@pytest.mark.parametrize("body", ["[]", '"x"', "7", "null", "{", "[" * 100_000])
def test_a_body_that_is_no_object_is_refused(body: str, alice: User, api_of: ApiOf) -> None:
    assert error_of(api_of(alice).patch(ME, body, content_type="application/json"), 400)


def test_nothing_is_a_change_of_nothing(alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    before = api.get(ME).json()
    for kind in ("json", "multipart"):
        assert api.patch(ME, {}, format=kind).json() == before


def test_a_form_changes_text_and_picture_together(alice: User, api_of: ApiOf) -> None:
    given = {
        "avatar": photograph(),
        "display_name": "Alice",
        "links": '[{"title": "Shop", "url": "https://example.org"}]',
        "is_private": "true",
    }
    response = api_of(alice).patch(ME, given, format="multipart")
    assert response.status_code == 200, response.content
    me = response.json()
    assert me["avatar"]
    assert (me["display_name"], me["is_private"]) == ("Alice", True)
    assert me["links"] == [{"title": "Shop", "url": "https://example.org"}]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("links", "https://example.org"),
        ("links", "[" * 100_000),
        ("is_private", "yes"),
        ("bio", "x" * 301),
    ],
)
def test_an_invalid_text_field_rejects_the_picture_too(
    field: str, given: str, alice: User, api_of: ApiOf
) -> None:
    response = api_of(alice).patch(ME, {"avatar": photograph(), field: given}, format="multipart")
    assert error_of(response, 400)["attr"].startswith(field)
    assert reread(alice).avatar == ""


def test_a_body_too_large_is_refused_before_it_is_read(alice: User, api_of: ApiOf) -> None:
    response = api_of(alice).patch(ME, {"avatar": file(bytes(32 * 1024**2))}, format="multipart")
    assert error_of(response, 413)["code"] == "too_large"


def test_going_public_accepts_requests_that_wait(
    alice: User, bob: User, api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    api = api_of(alice)
    api.patch(ME, {"is_private": True}, format="json")
    follow_user(follower=bob, following=reread(alice))
    assert FollowRequest.objects.exists()
    assert api.patch(ME, {"is_private": False}, format="json").json()["is_private"] is False
    deliver()
    assert not FollowRequest.objects.exists()
    assert reread(alice).followers_count == 1


def test_a_picture_that_is_refused_leaves_the_account_as_private_as_it_was(
    alice: User, api_of: ApiOf
) -> None:
    given = {"avatar": file(b"nothing"), "is_private": "true"}
    assert error_of(api_of(alice).patch(ME, given, format="multipart"), 415)
    assert reread(alice).is_private is False


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_the_anonymous_change_nothing(method: str, db: None) -> None:
    assert error_of(getattr(APIClient(), method)(ME, {}, format="json"), 401)


def test_others_see_the_links_but_neither_address_nor_language(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    api_of(alice).patch(ME, {"links": [{"url": "https://example.org"}]}, format="json")
    shown = api_of(bob).get("/api/v1/users/alice").json()
    assert shown["links"] == [{"title": "", "url": "https://example.org"}]
    assert not {"email", "language"} & set(shown)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_at_its_last_step_changes_nothing(
    alice: User, api_of: ApiOf, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The follow requests are locked by another transaction for longer than a request waits."""
    api = api_of(alice)
    api.patch(ME, {"is_private": True}, format="json")
    api.raise_request_exception = False
    before = api.get(ME).json()
    given = {
        "avatar": photograph(),
        "display_name": "Alice",
        "is_private": "false",
        "follow_requests": "decline",
    }
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", "-c lock_timeout=200ms")
    connection.close()
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE follow_requests IN ACCESS EXCLUSIVE MODE")
        assert error_of(api.patch(ME, given, format="multipart"), 503)
        cursor.execute("ROLLBACK")
    assert api.get(ME).json() == before
    assert kept_in(files) == []
