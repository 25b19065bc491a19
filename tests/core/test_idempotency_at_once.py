"""A write with an `Idempotency-Key` is done once, under concurrency."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Comment, Media, Post
from tests.core.idempotent_requests import (
    KEY,
    REPLAYED,
    TEXT,
    ApiOf,
    ObservedStorage,
    comments_of,
    same,
    send,
)
from tests.factories import make_post
from tests.posts.conftest import files
from tests.posts.files import file as broken_file
from tests.posts.files import kept_in, photograph
from tests.responses import Response, error_of
from tests.threads import at_once

__all__ = ["files"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def patiently(call: Callable[[], Any]) -> Any:
    """As an app does it: when twenty wait on a busy machine, some must retry."""
    while (response := call()).status_code == 409:
        assert error_of(response, 409)["code"] == "retry"
    return response


def test_of_twenty_at_once_one_runs_and_all_get_the_same_response(
    bob: User, post: Post, api_of: ApiOf
) -> None:
    apps = [api_of(bob) for _ in range(20)]
    comment = [partial(send, app, comments_of(post), TEXT) for app in apps]
    responses = at_once([partial(patiently, each) for each in comment])
    first = next(response for response in responses if REPLAYED not in response)
    assert all(same(first, response) for response in responses)
    assert first.status_code == 201
    assert sum(REPLAYED in response for response in responses) == 19
    assert Comment.objects.count() == 1
    post.refresh_from_db()
    assert post.comments_count == 1


def test_twenty_simultaneous_posts_with_files_are_one(
    alice: User, api_of: ApiOf, files: Path
) -> None:
    def publish(api: APIClient) -> Any:
        body = {"media": [photograph()], "caption": "One"}
        headers = {"Idempotency-Key": KEY}
        return api.post("/api/v1/posts", body, format="multipart", headers=headers)

    apps = [api_of(alice) for _ in range(20)]
    responses = at_once([partial(patiently, partial(publish, app)) for app in apps])
    assert {(response.status_code, response.content) for response in responses} == {
        (201, responses[0].content)
    }
    assert (Post.objects.count(), Media.objects.count()) == (1, 1)
    assert len(kept_in(files / "originals")) == 1


@pytest.mark.parametrize("path", ["/api/v1/posts", "/api/v1/media"])
def test_a_file_is_stored_before_the_transaction_of_its_key(
    path: str, alice: User, api_of: ApiOf, files: Path, settings: Settings
) -> None:
    settings.STORAGES["originals"]["BACKEND"] = "tests.core.idempotent_requests.ObservedStorage"
    ObservedStorage.in_transaction.clear()
    body = {"media": [photograph()]} if path.endswith("posts") else {"file": photograph()}
    headers = {"Idempotency-Key": KEY}
    response = api_of(alice).post(path, body, format="multipart", headers=headers)
    assert response.status_code == 201, response.content
    assert ObservedStorage.in_transaction == [False]


def test_no_file_stays_stored_when_one_of_them_is_refused(
    alice: User, api_of: ApiOf, files: Path
) -> None:
    body = {"media": [photograph(), broken_file(b"Dear diary")]}
    headers = {"Idempotency-Key": KEY}
    response = api_of(alice).post("/api/v1/posts", body, format="multipart", headers=headers)
    assert error_of(response, 415)["attr"] == "media.1"
    assert not kept_in(files / "originals")
    assert not Media.objects.exists()


def test_a_long_wait_for_the_first_request_must_retry(bob: User, post: Post, api_of: ApiOf) -> None:
    api, again = api_of(bob), api_of(bob)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    responses: list[Response] = []

    def meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        if 'INSERT INTO "comments"' in sql and not responses:
            [response] = at_once([partial(_impatiently, again, post)])
            responses.append(response)
        return execute(sql, *rest)

    with connection.execute_wrapper(meanwhile):
        assert send(api, comments_of(post), TEXT).status_code == 201
    [response] = responses
    assert error_of(response, 409)["code"] == "retry"
    assert response["Retry-After"] == "1"  # type: ignore[index]
    assert REPLAYED in send(again, comments_of(post), TEXT)
    assert Comment.objects.count() == 1


def _impatiently(api: APIClient, post: Post) -> Response:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    response: Response = send(api, comments_of(post), TEXT)
    return response
