"""The limits of a post's text, and unsupported parameters."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from tests.factories import make_media
from tests.responses import error_of

pytestmark = pytest.mark.django_db

Publish = Callable[..., Any]


@pytest.fixture
def publish(alice: User, api_of: Callable[[User], APIClient]) -> Publish:
    """alice posts a new photograph, with these fields."""
    api = api_of(alice)

    def post(**fields: Any) -> Any:
        given = {"media_ids": [str(make_media(alice).pk)], **fields}
        return api.post("/api/v1/posts", given, format="json")

    return post


def tags(count: int) -> str:
    return " ".join(f"#tag{number}" for number in range(count))


def mentions(count: int) -> str:
    return " ".join(f"@person{number}" for number in range(count))


@pytest.mark.parametrize(
    ("caption", "status"),
    [
        ("", 201),
        ("x" * 2200, 201),
        ("x" * 2201, 400),
        ("👍🏽" * 1100, 201),
        ("👍🏽" * 1101, 400),
        (tags(30), 201),
        (tags(31), 400),
        ("#1 " * 31, 201),
        (mentions(20), 201),
        (mentions(21), 400),
        ("me@example.org " * 21, 201),
    ],
    ids=lambda value: str(value)[:12],
)
def test_captions_are_limited(publish: Publish, caption: str, status: int) -> None:
    response = publish(caption=caption)
    if status == 400:
        assert error_of(response, 400)["attr"] == "caption"
        assert not Post.objects.exists()
    else:
        assert response.status_code == 201
        assert response.json()["caption"] == caption.strip()


@pytest.mark.parametrize("text", ["<b>bold</b> & \"quoted\" 'too'", "日本語\n\nعربى 👩‍👩‍👧"])
def test_captions_are_kept_as_they_were_written(publish: Publish, text: str) -> None:
    assert publish(caption=text).json()["caption"] == text


@pytest.mark.parametrize(
    "fields",
    [
        {"caption": "a\0b"},
        {"caption": ["x"]},
        {"caption": None},
        {"caption": {"x": 1}},
        {"location": "x" * 101},
        {"location": "a\0b"},
        {"media_ids": "all"},
        {"media_ids": {"0": "x"}},
        {"media_ids": ["nonsense"]},
        {"media_ids": [1]},
        {"media_ids": [None]},
        {"media_ids": [[]]},
        {"media_ids": None},
    ],
    ids=str,
)
def test_nonsense_is_refused(publish: Publish, fields: dict[str, Any]) -> None:
    assert error_of(publish(**fields), 400)["attr"].split(".")[0] == next(iter(fields))
    assert not Post.objects.exists()


def test_half_a_character_is_no_text(alice: User, api_of: Callable[[User], APIClient]) -> None:
    body = json.dumps({"media_ids": [str(make_media(alice).pk)], "caption": "a\ud800"})
    response = api_of(alice).post("/api/v1/posts", body, content_type="application/json")
    assert error_of(response, 400)["attr"] == "caption"


@pytest.mark.parametrize(
    "fields",
    [
        {"audience": "friends"},
        {"comments_from": "friends"},
        {"hide_counts": "perhaps"},
        {"tagged": ["nobody.here"]},
    ],
    ids=str,
)
def test_an_unknown_audience_is_refused_and_not_posted_publicly(
    publish: Publish, fields: dict[str, Any]
) -> None:
    assert error_of(publish(**fields), 400)["attr"].split(".")[0] == next(iter(fields))
    assert not Post.objects.exists()


def test_an_unchanged_value_is_accepted(publish: Publish) -> None:
    options = {
        "audience": "public",
        "comments_from": "everyone",
        "hide_counts": False,
        "tagged": [],
    }
    response = publish(**options)
    assert response.status_code == 201
    assert {name: response.json()[name] for name in options} == options
