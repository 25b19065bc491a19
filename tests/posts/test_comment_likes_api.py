"""Likes of comments: idempotent, exact, by all viewers."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Comment, CommentLike, Post
from social.services import block_user
from tests.factories import make_comment, make_post, make_reply, make_user
from tests.posts.commenting import (
    ApiOf,
    assert_comment_counts_equal_the_rows,
    comment_path,
    comments_path,
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


def test_liking_and_unliking_are_idempotent(
    comment: Comment, alice: User, bob: User, api_of: ApiOf
) -> None:
    path = comment_path(comment, "like")
    api_of(alice).post(path)
    for _ in range(3):
        response = api_of(bob).post(path)
        assert (response.status_code, response.json()) == (200, {"liked": True, "likes_count": 2})
    for _ in range(3):
        response = api_of(bob).delete(path)
        assert (response.status_code, response.json()) == (200, {"liked": False, "likes_count": 1})
    assert outbox_payloads("PostCountsChanged") == []


def test_lists_state_whether_the_viewer_likes_it(
    post: Post, comment: Comment, carol: User, api_of: ApiOf
) -> None:
    reply = make_reply(comment, carol)
    for liked in (comment, reply):
        api_of(carol).post(comment_path(liked, "like"))
    for path in (comments_path(post), comment_path(comment, "replies")):
        for api, is_liked in ((api_of(carol), True), (APIClient(), False)):
            (shown,) = api.get(path).json()["results"]
            assert (shown["liked"], shown["likes_count"]) == (is_liked, 1)


def test_a_viewer_who_may_not_comment_may_like(
    post: Post, comment: Comment, carol: User, api_of: ApiOf
) -> None:
    Post.objects.update(comments_from=Post.CommentsFrom.NOBODY)
    assert write(api_of(carol), post).status_code == 403
    assert api_of(carol).post(comment_path(comment, "like")).json()["liked"] is True


def test_a_hidden_post_cannot_be_liked(
    comment: Comment, bob: User, carol: User, api_of: ApiOf
) -> None:
    block_user(blocker=bob, blocked=carol)
    for method in ("post", "delete"):
        path = comment_path(comment, "like")
        assert error_of(getattr(api_of(carol), method)(path), 404)
        assert error_of(getattr(APIClient(), method)(path), 401)
        assert error_of(getattr(api_of(carol), method)(f"/api/v1/comments/{uuid4()}/like"), 404)
    assert not CommentLike.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_people_with_many_fingers_are_counted_exactly(comment: Comment, api_of: ApiOf) -> None:
    people = [make_user(f"person{number}") for number in range(10)]
    taps = [
        getattr(api_of(person), method)
        for person in people
        for method in ("post", "delete", "post")
    ]
    path = comment_path(comment, "like")
    assert {response.status_code for response in at_once(partial(tap, path) for tap in taps)} == {
        200
    }
    assert_comment_counts_equal_the_rows()


@pytest.mark.django_db(transaction=True)
def test_likes_during_the_comments_deletion_are_deleted(
    post: Post, comment: Comment, bob: User, api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    reply = make_reply(comment, bob)
    people = [make_user(f"person{number}") for number in range(5)]
    calls = [
        partial(getattr(api_of(person), method), comment_path(liked, "like"))
        for person in people
        for liked in (comment, reply)
        for method in ("post", "delete")
    ]
    calls.insert(10, partial(api_of(bob).delete, f"/api/v1/comments/{comment.pk}"))
    assert {response.status_code for response in at_once(calls)} <= {200, 204, 404}
    deliver()
    assert not CommentLike.objects.exists()
    assert not Comment.objects.exists()
    assert_comment_counts_equal_the_rows()
