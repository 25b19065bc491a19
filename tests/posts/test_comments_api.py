"""Comments: written by all viewers of a post, deleted by their author or the post's."""

import json
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from core.errors import NotFoundError
from posts.models import Comment, Mention, Post
from posts.services.comments import add_comment
from tests.factories import make_comment, make_post, make_reply
from tests.posts.commenting import ApiOf, comments_path, write
from tests.responses import error_of, outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def test_a_comment_is_a_row_a_count_and_an_event(post: Post, bob: User, api_of: ApiOf) -> None:
    response = api_of(bob).post(comments_path(post), {"text": "  Lovely light.  "}, format="json")
    assert response.status_code == 201
    body = response.json()
    comment = Comment.objects.get()
    assert body.pop("created_at").endswith("Z")
    assert body.pop("author")["username"] == "bob"
    assert body == {
        "id": str(comment.pk),
        "text": "Lovely light.",
        "likes_count": 0,
        "replies_count": 0,
        "parent_id": None,
        "liked": False,
        "pinned": False,
        "hidden": False,
    }
    assert (comment.author, comment.text) == (bob, "Lovely light.")
    assert outbox_payloads("PostCountsChanged") == [{"post_id": str(post.pk)}]
    post.refresh_from_db()
    assert post.comments_count == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("x" * 2200, 201),
        ("x" * 2201, 400),
        ("👩‍👩‍👧 <script>alert(1)</script>", 201),
        ("", 400),
        (" \n\t ", 400),
        ("a\0b", 400),
        (None, 400),
        (["x"], 400),
        ({}, 400),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_comment_is_1_to_2200_characters(
    text: Any, status: int, post: Post, bob: User, api_of: ApiOf
) -> None:
    response = api_of(bob).post(comments_path(post), {"text": text}, format="json")
    if status == 400:
        assert error_of(response, 400)["attr"] == "text"
        assert not Comment.objects.exists()
    else:
        assert response.status_code == 201
        assert response.json()["text"] == text


@pytest.mark.parametrize("body", ["", "[]", "null", "1", '"text"', "{", "{}", '{"text"'])
def test_a_body_that_is_none_is_refused(body: str, post: Post, bob: User, api_of: ApiOf) -> None:
    response = api_of(bob).post(comments_path(post), body, content_type="application/json")
    assert error_of(response, 400)
    assert not Comment.objects.exists()


def test_a_comment_mentions_people_and_at_most_twenty_of_them(
    post: Post, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    names = [f"@someone{number}" for number in range(20)]
    refused = write(api_of(bob), post, " ".join([*names, "@carol"]))
    assert error_of(refused, 400) == {
        "code": "too_many_mentions",
        "detail": "A comment can mention up to 20 people.",
        "attr": "text",
    }
    assert not Comment.objects.exists()
    assert error_of(write(api_of(bob), post, " ".join([*names[:18], "@carol @alice @bob"])), 400)
    assert write(api_of(bob), post, "@carol, @Alice! @carol @nobody @bob").status_code == 201
    mentions = Mention.objects.filter(comment=Comment.objects.get(), post=post)
    assert {mention.user for mention in mentions} == {alice, carol}


def test_anyone_reads_the_comments_newest_first(post: Post, bob: User) -> None:
    texts = [make_comment(post, bob, str(number)).text for number in range(7)][::-1]
    path: str | None = f"{comments_path(post)}?limit=3"
    pages = []
    while path:
        body = APIClient().get(path).json()
        pages.append([each["text"] for each in body["results"]])
        path = body["next"]
    assert pages == [texts[:3], texts[3:6], texts[6:]]


def test_pages_neither_repeat_nor_skip_while_others_comment(post: Post, bob: User) -> None:
    comments = [make_comment(post, bob, str(number)) for number in range(6)][::-1]
    body = APIClient().get(f"{comments_path(post)}?limit=3").json()
    make_comment(post, bob, "new")
    comments[2].delete()
    rest = APIClient().get(body["next"]).json()["results"]
    assert [each["text"] for each in rest] == ["2", "1", "0"]


def test_a_bad_cursor_or_limit_is_refused(post: Post) -> None:
    response = APIClient().get(comments_path(post), {"cursor": "nonsense"})
    assert error_of(response, 400)["attr"] == "cursor"
    assert error_of(APIClient().get(comments_path(post), {"limit": "101"}), 400)["attr"] == "limit"


@pytest.mark.parametrize("who", ["its author", "the post's author"])
def test_a_comment_goes_with_its_count(
    who: str, post: Post, alice: User, bob: User, api_of: ApiOf
) -> None:
    kept, taken = make_comment(post, bob, "kept"), make_comment(post, bob, "taken")
    api = api_of(bob if who == "its author" else alice)
    assert api.delete(f"/api/v1/comments/{taken.pk}").status_code == 204
    assert error_of(api.delete(f"/api/v1/comments/{taken.pk}"), 404)
    assert list(Comment.objects.all()) == [kept]
    post.refresh_from_db()
    assert post.comments_count == 1


def test_strangers_cannot_delete_comments(
    post: Post, bob: User, carol: User, api_of: ApiOf
) -> None:
    comment = make_comment(post, bob)
    response = api_of(carol).delete(f"/api/v1/comments/{comment.pk}")
    assert error_of(response, 403)["code"] == "permission_denied"
    assert error_of(APIClient().delete(f"/api/v1/comments/{comment.pk}"), 401)
    assert error_of(api_of(carol).delete(f"/api/v1/comments/{uuid4()}"), 404)
    post.refresh_from_db()
    assert post.comments_count == Comment.objects.count() == 1


def test_the_anonymous_do_not_comment(post: Post) -> None:
    response = APIClient().post(comments_path(post), {"text": "Spam"}, format="json")
    assert error_of(response, 401)
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_comments_made_and_taken_back_at_once_are_counted_exactly(
    post: Post, bob: User, api_of: ApiOf
) -> None:
    old = [make_comment(post, bob, str(number)) for number in range(10)]
    apps = [api_of(bob) for _ in range(20)]
    path = comments_path(post)
    actions = [partial(app.post, path, {"text": "new"}, format="json") for app in apps[:10]]
    for app, comment in zip(apps[10:], old[:5] * 2, strict=True):
        actions.append(partial(app.delete, f"/api/v1/comments/{comment.pk}"))
    statuses = [response.status_code for response in at_once(actions)]
    assert statuses[:10] == [201] * 10
    assert set(statuses[10:]) <= {204, 404}
    post.refresh_from_db()
    assert post.comments_count == Comment.objects.count() == 15


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_comments_costs_three_queries(
    count: int, post: Post, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_reply(make_comment(post, bob, str(number)), bob)
    # post with author · pinned comments · comments with authors
    with django_assert_num_queries(3):
        assert len(APIClient().get(comments_path(post)).json()["results"]) == count


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_comments_costs_the_same_logged_in(
    count: int,
    post: Post,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_reply(make_comment(post, bob, str(number)), bob)
    api = api_of(bob)
    # session with viewer · the same three
    with django_assert_num_queries(4):
        assert len(api.get(comments_path(post)).json()["results"]) == count


def test_where_a_comment_went_with_its_post_nothing_is_written(post: Post, bob: User) -> None:
    """The page was open; the post is gone."""
    Post.objects.filter(pk=post.pk).update(deleted_at="2026-01-01T00:00Z")
    with pytest.raises(NotFoundError):
        add_comment(post=post, author=bob, text="Too late.")
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", [7, True, 2.5, ["Hi"], {"text": "Hi"}])
def test_a_comment_is_text(text: object, alice: User, bob: User, api_of: ApiOf) -> None:
    path = f"/api/v1/posts/{make_post(alice).pk}/comments"
    body = json.dumps({"text": text})
    error = error_of(api_of(bob).post(path, body, content_type="application/json"), 400)
    assert error["attr"] == "text"
    assert not Comment.objects.exists()
