"""The author of a post pins up to three comments."""

from functools import partial
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Comment, Post
from social.services import set_private
from tests.factories import make_comment, make_post, make_reply
from tests.posts.commenting import ApiOf, comment_path, comments_path, texts
from tests.responses import error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


@pytest.fixture
def comments(post: Post, bob: User) -> list[Comment]:
    return [make_comment(post, bob, str(number)) for number in range(8)]


def pin(api: APIClient, comment: Comment) -> int:
    return int(api.post(comment_path(comment, "pin")).status_code)


def test_pinned_comments_top_the_first_page_in_pin_order(
    post: Post, comments: list[Comment], alice: User, api_of: ApiOf
) -> None:
    api = api_of(alice)
    assert [pin(api, comments[number]) for number in (4, 1)] == [204, 204]
    body = APIClient().get(f"{comments_path(post)}?limit=5").json()
    assert [(each["text"], each["pinned"]) for each in body["results"]] == [
        ("4", True),
        ("1", True),
        ("7", False),
        ("6", False),
        ("5", False),
    ]
    assert texts(APIClient().get(body["next"])) == ["3", "2", "0"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 100])
def test_however_short_the_pages_nothing_is_repeated_or_left_out(
    limit: int, post: Post, comments: list[Comment], alice: User, api_of: ApiOf
) -> None:
    api = api_of(alice)
    for number in (0, 7, 3):
        pin(api, comments[number])
    path: str | None = f"{comments_path(post)}?limit={limit}"
    found: list[str] = []
    while path:
        body = APIClient().get(path).json()
        found += [each["text"] for each in body["results"]]
        path = body["next"]
    assert found == ["0", "7", "3", "6", "5", "4", "2", "1"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_paging_back_leads_to_the_pinned_comments_again(
    limit: int, post: Post, comments: list[Comment], alice: User, api_of: ApiOf
) -> None:
    api = api_of(alice)
    for number in (0, 7, 3):
        pin(api, comments[number])
    path = f"{comments_path(post)}?limit={limit}"
    while following := APIClient().get(path).json()["next"]:
        path = following
    body = APIClient().get(path).json()
    found = texts(APIClient().get(path))
    while body["previous"]:
        body = APIClient().get(body["previous"]).json()
        assert len(body["results"]) <= limit
        found = [each["text"] for each in body["results"]] + found
    assert found == ["0", "7", "3", "6", "5", "4", "2", "1"]
    assert body["results"][0]["pinned"] is True


def test_the_first_page_is_the_same_after_going_on_and_back(
    post: Post, comments: list[Comment], alice: User, api_of: ApiOf
) -> None:
    pin(api_of(alice), comments[4])
    first = APIClient().get(f"{comments_path(post)}?limit=3")
    second = APIClient().get(first.json()["next"])
    assert texts(APIClient().get(second.json()["previous"])) == texts(first) == ["4", "7", "6"]


def test_pinning_and_unpinning_are_idempotent(
    post: Post, comments: list[Comment], alice: User, api_of: ApiOf
) -> None:
    api = api_of(alice)
    for number in (0, 1, 0):
        assert pin(api, comments[number]) == 204
    assert texts(APIClient().get(comments_path(post)))[:2] == ["0", "1"]
    for _ in range(2):
        assert api.delete(comment_path(comments[0], "pin")).status_code == 204
    assert texts(APIClient().get(comments_path(post)))[:2] == ["1", "7"]


def test_a_fourth_pin_is_refused_with_a_message(
    comments: list[Comment], alice: User, bob: User, api_of: ApiOf
) -> None:
    api = api_of(alice)
    assert [pin(api, comment) for comment in comments[:3]] == [204] * 3
    refusal = error_of(api.post(comment_path(comments[3], "pin")), 409)
    assert refusal["code"] == "too_many_pinned"
    assert pin(api, comments[0]) == 204
    api.delete(comment_path(comments[0], "pin"))
    assert pin(api, comments[3]) == 204
    # Each post has its own three.
    assert pin(api, make_comment(make_post(alice), bob)) == 204


def test_a_reply_cannot_be_pinned(comments: list[Comment], alice: User, api_of: ApiOf) -> None:
    reply = make_reply(comments[0], alice)
    assert error_of(api_of(alice).post(comment_path(reply, "pin")), 400)["code"] == "reply"


def test_only_the_author_of_the_post_pins(
    comments: list[Comment], alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    pin(api_of(alice), comments[0])
    for method in ("post", "delete"):
        for person in (bob, carol):
            response = getattr(api_of(person), method)(comment_path(comments[0], "pin"))
            assert error_of(response, 403)["code"] == "permission_denied"
        assert error_of(getattr(APIClient(), method)(comment_path(comments[0], "pin")), 401)
        gone = f"/api/v1/comments/{uuid4()}/pin"
        assert error_of(getattr(api_of(alice), method)(gone), 404)
    set_private(user=alice, is_private=True)
    assert error_of(api_of(carol).post(comment_path(comments[1], "pin")), 404)
    assert list(Comment.objects.exclude(pinned_at=None)) == [comments[0]]


@pytest.mark.django_db(transaction=True)
def test_of_many_simultaneous_pins_three_stay(
    comments: list[Comment], alice: User, api_of: ApiOf
) -> None:
    statuses = at_once(partial(pin, api_of(alice), comment) for comment in comments)
    assert sorted(statuses) == [204] * 3 + [409] * 5
    assert Comment.objects.exclude(pinned_at=None).count() == 3
