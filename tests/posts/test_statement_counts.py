"""The SQL statements of the actions that people do most, by API and by page.

Behind each test's own transaction a service's transaction is a savepoint and its release: two
statements here, and none that waits for the server in production.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from posts.text import parsing
from tests.factories import make_comment, make_media, make_post

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice, photographs=5)


@pytest.fixture
def browser(bob: User, client_of: ClientOf) -> Client:
    """bob's; his session is in the cache already."""
    browser = client_of(bob)
    browser.get("/create")
    return browser


def test_a_like_by_api_costs_five_statements(
    post: Post, bob: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    api = api_of(bob)
    # session with viewer · post · savepoint · like · outbox · count · release
    with django_assert_num_queries(7):
        assert api.post(f"/api/v1/posts/{post.pk}/like").status_code == 200
    # session with viewer · post · savepoint · like · count · release
    with django_assert_num_queries(6):
        assert api.post(f"/api/v1/posts/{post.pk}/like").json()["likes_count"] == 1


def test_a_like_by_page_costs_five_statements(
    post: Post, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # viewer · post · savepoint · like · outbox · count · release
    with django_assert_num_queries(7):
        response = browser.post(f"/p/{post.shortcode}/like", {"liked": "1"}, headers=HTMX)
    assert response.status_code == 200


def test_a_save_by_api_costs_three_statements(
    post: Post, bob: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    api = api_of(bob)
    # session with viewer · post · savepoint · save · release
    with django_assert_num_queries(5):
        assert api.post(f"/api/v1/posts/{post.pk}/save").status_code == 200


def test_a_save_by_page_costs_three_statements(
    post: Post, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # viewer · post · savepoint · save · release
    with django_assert_num_queries(5):
        response = browser.post(f"/p/{post.shortcode}/save", {"saved": "1"}, headers=HTMX)
    assert response.status_code == 200


def test_pinning_a_post_costs_six_statements(
    post: Post, alice: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    api = api_of(alice)
    # session with viewer · post · savepoint · post's lock · author's lock · number of pinned
    # posts · pin · release
    with django_assert_num_queries(8):
        assert api.post(f"/api/v1/posts/{post.pk}/pin").status_code == 204


def test_pinning_a_comment_costs_six_statements(
    post: Post, alice: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    comment, api = make_comment(post, alice), api_of(alice)
    # session with viewer · comment · savepoint · comment's lock · post's lock · number of pinned
    # comments · pin · release
    with django_assert_num_queries(8):
        assert api.post(f"/api/v1/comments/{comment.pk}/pin").status_code == 204


def test_liking_a_comment_costs_five_statements(
    post: Post, bob: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    comment, api = make_comment(post, bob), api_of(bob)
    # session with viewer · comment · savepoint · comment's lock · like · count · release
    with django_assert_num_queries(7):
        assert api.post(f"/api/v1/comments/{comment.pk}/like").status_code == 200


def test_a_comment_by_api_costs_six_statements(
    post: Post, bob: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    api, path = api_of(bob), f"/api/v1/posts/{post.pk}/comments"
    # session with viewer · post · hidden words · savepoint · comment · outbox · count · release
    with django_assert_num_queries(8):
        assert api.post(path, {"text": "Lovely."}, format="json").status_code == 201


def test_a_comment_by_page_costs_six_statements(
    post: Post, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = f"/p/{post.shortcode}/comments"
    # viewer · post · hidden words · savepoint · comment · outbox · count · release
    with django_assert_num_queries(8):
        response = browser.post(path, {"text": "Lovely."}, headers=HTMX)
    assert response.status_code == 200


def test_a_post_by_api_costs_thirteen_statements(
    bob: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    photo, api = make_media(bob), api_of(bob)
    body = {"media_ids": [str(photo.pk)], "caption": "Once more"}
    # session with viewer · savepoint · uploads · post · its photos · post's lock · photos · ready ·
    # author's count · tagged users · outbox · post as stored · release · card · its photos
    with django_assert_num_queries(15):
        assert api.post("/api/v1/posts", body, format="json").status_code == 201


def test_a_comment_is_parsed_once(
    post: Post, bob: User, api_of: ApiOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse, parsed = parsing.parse, []

    def count(text: str) -> Any:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(parsing, "parse", count)
    path = f"/api/v1/posts/{post.pk}/comments"
    response = api_of(bob).post(path, {"text": "Look, @alice #sea"}, format="json")
    assert response.status_code == 201
    assert parsed == ["Look, @alice #sea"]
