"""Replies are one level below a comment, and are deleted with it."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Comment, Post
from social.services import block_user
from tests.factories import make_comment, make_post, make_reply
from tests.posts.commenting import (
    ApiOf,
    assert_comment_counts_equal_the_rows,
    comment_path,
    comments_path,
    texts,
    write,
)
from tests.responses import error_of, outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


@pytest.fixture
def comment(post: Post, bob: User) -> Comment:
    return make_comment(post, bob, "What a pier!")


def test_a_reply_is_counted_by_the_comment_and_by_the_post(
    post: Post, comment: Comment, carol: User, api_of: ApiOf
) -> None:
    response = write(api_of(carol), post, "And the tide!", parent_id=str(comment.pk))
    assert response.status_code == 201
    assert response.json()["parent_id"] == str(comment.pk)
    assert outbox_payloads("PostCountsChanged") == [{"post_id": str(post.pk)}]
    (shown,) = APIClient().get(comments_path(post)).json()["results"]
    assert (shown["id"], shown["replies_count"]) == (str(comment.pk), 1)
    assert texts(APIClient().get(comment_path(comment, "replies"))) == ["And the tide!"]
    assert APIClient().get(f"/api/v1/posts/{post.pk}").json()["comments_count"] == 2


def test_a_reply_to_a_reply_hangs_beside_it(
    post: Post, comment: Comment, alice: User, carol: User, api_of: ApiOf
) -> None:
    reply = make_reply(comment, alice)
    response = write(api_of(carol), post, "@alice Gladly.", parent_id=str(reply.pk))
    assert response.json()["parent_id"] == str(comment.pk)
    assert texts(APIClient().get(comment_path(comment, "replies"))) == [
        "Thank you!",
        "@alice Gladly.",
    ]
    assert texts(APIClient().get(comment_path(reply, "replies"))) == []
    assert_comment_counts_equal_the_rows()


def test_a_reply_needs_a_visible_comment_of_this_post(
    post: Post, comment: Comment, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    elsewhere = make_comment(make_post(alice), bob)
    block_user(blocker=bob, blocked=carol)
    responses = [
        write(api_of(carol), post, parent_id=parent)
        for parent in (str(elsewhere.pk), str(comment.pk), str(uuid4()))
    ]
    for response in responses:
        assert error_of(response, 400) == {
            "code": "invalid",
            "detail": "The comment you're replying to was deleted.",
            "attr": "parent_id",
        }
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("parent", ["x", 7, [], {}, "00000000"])
def test_an_id_that_is_none_is_refused(
    parent: object, post: Post, bob: User, api_of: ApiOf
) -> None:
    assert error_of(write(api_of(bob), post, parent_id=parent), 400)["attr"] == "parent_id"
    assert not Comment.objects.exists()


def test_no_parent_is_a_comment(post: Post, bob: User, api_of: ApiOf) -> None:
    assert write(api_of(bob), post, parent_id=None).json()["parent_id"] is None


def test_replies_are_read_oldest_first_page_by_page_and_back(comment: Comment, alice: User) -> None:
    for number in range(7):
        make_reply(comment, alice, str(number))
    path: str | None = f"{comment_path(comment, 'replies')}?limit=3"
    pages = []
    while path:
        body = APIClient().get(path).json()
        pages.append([each["text"] for each in body["results"]])
        last, path = body, body["next"]
    assert pages == [["0", "1", "2"], ["3", "4", "5"], ["6"]]
    before = APIClient().get(last["previous"]).json()
    assert [each["text"] for each in before["results"]] == ["3", "4", "5"]


def test_the_list_of_a_post_has_no_replies(post: Post, comment: Comment, alice: User) -> None:
    make_reply(comment, alice)
    assert texts(APIClient().get(comments_path(post))) == ["What a pier!"]


def test_replies_of_a_hidden_comment_are_a_404(
    comment: Comment, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    reply = make_reply(comment, alice)
    assert api_of(carol).get(comment_path(comment, "replies")).status_code == 200
    block_user(blocker=carol, blocked=bob)
    assert error_of(api_of(carol).get(comment_path(comment, "replies")), 404)
    assert error_of(api_of(carol).post(comment_path(reply, "like")), 404)
    assert error_of(APIClient().get(f"/api/v1/comments/{uuid4()}/replies"), 404)


def test_a_comment_takes_its_replies_along(
    post: Post,
    comment: Comment,
    alice: User,
    bob: User,
    carol: User,
    api_of: ApiOf,
    deliver: Callable[[], None],
) -> None:
    kept = make_comment(post, carol)
    replies = [make_reply(comment, person) for person in (alice, carol, bob)]
    api_of(carol).post(comment_path(replies[0], "like"))
    assert api_of(bob).delete(f"/api/v1/comments/{comment.pk}").status_code == 204
    post.refresh_from_db()
    assert post.comments_count == 1
    deliver()
    assert list(Comment.objects.all()) == [kept]
    post.refresh_from_db()
    assert post.comments_count == 1


def test_a_reply_goes_alone(
    post: Post, comment: Comment, alice: User, carol: User, api_of: ApiOf
) -> None:
    kept, taken = make_reply(comment, alice, "kept"), make_reply(comment, carol, "taken")
    assert api_of(carol).delete(f"/api/v1/comments/{taken.pk}").status_code == 204
    assert set(Comment.objects.all()) == {comment, kept}
    assert_comment_counts_equal_the_rows()


@pytest.mark.django_db(transaction=True)
def test_replies_during_the_comments_deletion_share_its_fate(
    post: Post,
    comment: Comment,
    bob: User,
    carol: User,
    api_of: ApiOf,
    deliver: Callable[[], None],
) -> None:
    for _ in range(3):
        make_reply(comment, bob)
    parent = str(comment.pk)
    calls = [partial(write, api_of(carol), post, parent_id=parent) for _ in range(12)]
    calls[6:6] = [partial(api_of(bob).delete, f"/api/v1/comments/{comment.pk}") for _ in range(2)]
    statuses = [response.status_code for response in at_once(calls)]
    assert set(statuses) <= {201, 204, 400, 404}
    assert 204 in statuses
    deliver()
    assert not Comment.objects.exists()
    assert_comment_counts_equal_the_rows()


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_replies_costs_the_same_queries(
    count: int,
    comment: Comment,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        make_reply(comment, alice)
    api = api_of(bob)
    with django_assert_num_queries(3):  # session with viewer · the comment · replies with authors
        assert len(api.get(comment_path(comment, "replies")).json()["results"]) == count


def test_replies_are_limited_as_comments_are(
    post: Post, comment: Comment, carol: User, api_of: ApiOf, limited: None
) -> None:
    api = api_of(carol)
    statuses = {
        write(api, post, parent_id=str(comment.pk) if number % 2 else None).status_code
        for number in range(60)
    }
    assert statuses == {201}
    assert write(api, post, parent_id=str(comment.pk)).status_code == 429
