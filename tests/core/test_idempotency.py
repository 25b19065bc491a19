"""A write with an `Idempotency-Key` is done once, through the real endpoints."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.db.models import F
from django.test.client import encode_multipart
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from core.api.idempotency import purge_expired_responses
from core.errors import DomainError
from core.models import IdempotentResponse
from posts.models import Comment, Media, Post
from social.models import Follow
from tests.core.idempotent_requests import KEY, REPLAYED, TEXT, ApiOf, comments_of, same, send
from tests.factories import PASSWORD, make_comment, make_post
from tests.posts.conftest import files  # noqa: F401 - uploads go to a folder of the test
from tests.posts.files import photograph
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

JSON = "application/json"


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def test_without_a_key_two_requests_are_two(bob: User, post: Post, api_of: ApiOf) -> None:
    responses = [send(api_of(bob), comments_of(post), TEXT, key=None) for _ in range(2)]
    assert [response.status_code for response in responses] == [201, 201]
    assert Comment.objects.count() == 2
    assert not IdempotentResponse.objects.exists()


def test_the_same_key_replays_the_response_and_does_nothing(
    bob: User, post: Post, api_of: ApiOf
) -> None:
    first, second = (send(api_of(bob), comments_of(post), TEXT) for _ in range(2))
    assert first.status_code == 201
    assert same(first, second)
    assert second["Content-Type"] == first["Content-Type"] == "application/json"
    assert second["Cache-Control"] == "private, no-store"
    assert (REPLAYED in first, second[REPLAYED]) == (False, "true")
    assert Comment.objects.count() == 1
    assert len(outbox_payloads("PostCountsChanged")) == 1
    post.refresh_from_db()
    assert post.comments_count == 1


def test_a_response_without_a_body_is_replayed_without_one(
    alice: User, bob: User, post: Post, api_of: ApiOf
) -> None:
    comment = make_comment(post, bob)
    path = f"/api/v1/comments/{comment.pk}"
    first, second = (send(api_of(bob), path, method="delete") for _ in range(2))
    assert (first.status_code, first.content) == (204, b"")
    assert same(first, second)
    assert "Content-Type" not in second
    assert send(api_of(bob), path, key=None, method="delete").status_code == 404


def test_following_again_after_unfollowing_does_not_follow_by_an_old_key(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    follow = "/api/v1/users/alice/follow"
    first = send(api_of(bob), follow)
    assert send(api_of(bob), follow, key=None, method="delete").status_code == 204
    assert same(first, send(api_of(bob), follow))
    assert not Follow.objects.exists()


def test_each_person_has_keys_of_their_own(
    bob: User, carol: User, post: Post, api_of: ApiOf
) -> None:
    responses = [send(api_of(user), comments_of(post), TEXT) for user in (bob, carol)]
    assert [REPLAYED in response for response in responses] == [False, False]
    assert Comment.objects.count() == 2


def test_a_user_may_repeat_a_request_from_another_device(
    bob: User, post: Post, api_of: ApiOf
) -> None:
    phone, tablet = api_of(bob), api_of(bob)
    assert same(send(phone, comments_of(post), TEXT), send(tablet, comments_of(post), TEXT))
    assert Comment.objects.count() == 1


def test_the_key_with_another_request_is_a_conflict(
    alice: User, bob: User, post: Post, api_of: ApiOf
) -> None:
    api, path = api_of(bob), comments_of(post)
    comment = send(api, path, TEXT).json()
    others = [
        send(api, path, {"text": "Something else."}),
        send(api, f"{path}?x=1", TEXT),
        send(api, comments_of(make_post(alice)), TEXT),
        send(api, f"/api/v1/comments/{comment['id']}", method="delete"),
    ]
    assert {error_of(response, 409)["code"] for response in others} == {"idempotency_key_reused"}
    assert Comment.objects.count() == 1


def test_the_same_body_may_be_written_otherwise(bob: User, post: Post, api_of: ApiOf) -> None:
    api = api_of(bob)
    first, second = (
        api.post(comments_of(post), body, content_type=JSON, headers={"Idempotency-Key": KEY})
        for body in ('{"text": "Hi", "more": 1}', '{ "more": 1,\n"text": "\\u0048i" }')
    )
    assert same(first, second)


def upload(api: APIClient, boundary: str, content: bytes, alt: str = "A teal field") -> Any:
    file = SimpleUploadedFile("sea.jpg", content, "image/jpeg")
    return api.generic(
        "POST",
        "/api/v1/media",
        encode_multipart(boundary, {"file": file, "alt": alt}),  # type: ignore[arg-type]
        f"multipart/form-data; boundary={boundary}",
        headers={"Idempotency-Key": KEY},
    )


@pytest.mark.parametrize("size", [0, 3 * 1024 * 1024], ids=["in memory", "on disk"])
def test_a_file_sent_twice_is_stored_once_whatever_the_boundary(
    size: int, alice: User, api_of: ApiOf
) -> None:
    content = photograph().read() + bytes(size)
    api = api_of(alice)
    first, second = upload(api, "----one", content), upload(api, "----other", content)
    assert first.status_code == 201, first.content
    assert same(first, second)
    assert Media.objects.count() == 1
    assert error_of(upload(api, "----one", content + b"\0"), 409)
    assert error_of(upload(api, "----one", content, alt="Else"), 409)


def test_a_post_with_its_files_sent_again_is_one_post(alice: User, api_of: ApiOf) -> None:
    def publish() -> Any:
        chosen = {"media": [photograph("a.jpg"), photograph("b.jpg")], "caption": "Two"}
        return api_of(alice).post(
            "/api/v1/posts", chosen, format="multipart", headers={"Idempotency-Key": KEY}
        )

    first, second = publish(), publish()
    assert first.status_code == 201
    assert same(first, second)
    assert (Post.objects.count(), Media.objects.count()) == (1, 2)


def test_a_body_too_large_is_refused_before_it_is_read_for_its_digest(
    alice: User, api_of: ApiOf
) -> None:
    class Unread(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("it was read")

    environ: dict[str, Any] = {
        "CONTENT_TYPE": "multipart/form-data; boundary=----one",
        "CONTENT_LENGTH": str(31 * 1024 * 1024),
        "HTTP_IDEMPOTENCY_KEY": KEY,
        "wsgi.input": Unread(),
    }
    response = api_of(alice).generic("POST", "/api/v1/media", **environ)
    assert error_of(response, 413)["code"] == "too_large"


@pytest.mark.parametrize("key", ["", "x" * 256, "schlüssel", "tab\tkey", "\x7f"])
def test_a_key_that_is_none_is_refused(key: str, bob: User, post: Post, api_of: ApiOf) -> None:
    refusal = error_of(send(api_of(bob), comments_of(post), TEXT, key=key), 400)
    assert refusal["code"] == "invalid_idempotency_key"
    assert not Comment.objects.exists()


@pytest.mark.parametrize("key", ["x", "x" * 255, '"quoted key"', "~!@#$%^&*()"])
def test_any_printable_key_will_do(key: str, bob: User, post: Post, api_of: ApiOf) -> None:
    assert send(api_of(bob), comments_of(post), TEXT, key=key).status_code == 201
    assert REPLAYED in send(api_of(bob), comments_of(post), TEXT, key=key)


def test_a_client_error_is_replayed(bob: User, post: Post, api_of: ApiOf) -> None:
    api = api_of(bob)
    first, second = (send(api, comments_of(post), {"text": ""}) for _ in range(2))
    assert error_of(first, 400)["attr"] == "text"
    assert same(first, second)
    assert REPLAYED in second
    path = f"/api/v1/posts/{uuid4()}/like"
    responses = [send(api, path, key="of nothing") for _ in range(2)]
    assert [error_of(response, 404)["code"] for response in responses] == ["not_found"] * 2
    assert REPLAYED in responses[1]


def test_a_body_that_cannot_be_read_keeps_nothing(bob: User, post: Post, api_of: ApiOf) -> None:
    for body, status in (("{", 400), ("[" * 100_000, 400)):
        response = api_of(bob).post(
            comments_of(post), body, content_type=JSON, headers={"Idempotency-Key": KEY}
        )
        assert error_of(response, status)
    assert not IdempotentResponse.objects.exists()
    assert send(api_of(bob), comments_of(post), TEXT).status_code == 201


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_refusal_of_the_moment_is_not_kept(
    status: int, bob: User, post: Post, api_of: ApiOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rate-limited or unverified user may try again with the key."""

    def refuse(**given: object) -> None:
        error = DomainError("Not now.", code="not_now")
        error.status = status
        raise error

    api = api_of(bob)
    with monkeypatch.context() as passing:
        passing.setattr("posts.api.comments.add_comment", refuse)
        assert error_of(send(api, comments_of(post), TEXT), status)["code"] == "not_now"
    assert not IdempotentResponse.objects.exists()
    assert send(api, comments_of(post), TEXT).status_code == 201


def test_a_server_error_frees_the_key_and_rolls_back(
    bob: User, post: Post, api_of: ApiOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    api = api_of(bob)
    api.raise_request_exception = False
    with monkeypatch.context() as broken:
        # After the comment is written, and before the response.
        broken.setattr("posts.api.comments.CommentSerializer", fail)
        assert error_of(send(api, comments_of(post), TEXT), 500)
    assert not Comment.objects.exists()
    assert not IdempotentResponse.objects.exists()
    again = send(api, comments_of(post), TEXT)
    assert (again.status_code, REPLAYED in again) == (201, False)


def test_a_short_database_outage_frees_the_key(bob: User, post: Post, api_of: ApiOf) -> None:
    def away(execute: Any, sql: str, *rest: Any) -> Any:
        if 'INSERT INTO "comments"' in sql:
            raise OperationalError("the database is away")
        return execute(sql, *rest)

    api = api_of(bob)
    api.raise_request_exception = False
    with connection.execute_wrapper(away):
        assert error_of(send(api, comments_of(post), TEXT), 503)
    assert send(api, comments_of(post), TEXT).status_code == 201


def test_strangers_and_readers_have_no_keys(
    bob: User, post: Post, api_of: ApiOf, client: APIClient
) -> None:
    anonymous = send(APIClient(), comments_of(post), TEXT)
    assert error_of(anonymous, 401)
    assert send(api_of(bob), comments_of(post), method="get").status_code == 200
    assert send(api_of(bob), comments_of(post), key="", method="get").status_code == 200
    assert not IdempotentResponse.objects.exists()


@pytest.mark.parametrize(
    ("path", "statuses"), [("realtime/ticket", [200, 200]), ("auth/logout", [204, 401])]
)
def test_responses_with_secrets_are_never_stored(
    path: str, statuses: list[int], bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    first, second = (send(api, f"/api/v1/{path}") for _ in range(2))
    assert [first.status_code, second.status_code] == statuses
    assert first.content != second.content
    assert not IdempotentResponse.objects.exists()


@pytest.mark.usefixtures("limited")
@pytest.mark.django_db(transaction=True)
def test_requests_with_a_password_ignore_the_key(bob: User, api_of: ApiOf) -> None:
    """Its guesses are counted at once, which no transaction around it may hold back."""
    api = api_of(bob)
    for password, status in (("wrong", 400), (PASSWORD, 204), (PASSWORD, 401)):
        given = {"password": password}
        assert send(api, "/api/v1/users/me", given, method="delete").status_code == status
    assert not IdempotentResponse.objects.exists()


def test_the_stored_digest_does_not_reveal_the_body(
    bob: User, post: Post, api_of: ApiOf, settings: Any
) -> None:
    """A copy of the table does not allow guessing what a user has written."""
    send(api_of(bob), comments_of(post), TEXT)
    digest = bytes(IdempotentResponse.objects.get().request)
    IdempotentResponse.objects.all().delete()
    settings.SECRET_KEY = "another-" + "z" * 50
    send(api_of(bob), comments_of(post), TEXT)
    assert bytes(IdempotentResponse.objects.get().request) != digest


def test_after_a_day_the_key_is_free(bob: User, post: Post, api_of: ApiOf) -> None:
    send(api_of(bob), comments_of(post), TEXT)
    age = IdempotentResponse.objects.all().update
    age(created_at=F("created_at") - timedelta(hours=23, minutes=59))
    assert REPLAYED in send(api_of(bob), comments_of(post), TEXT)
    assert purge_expired_responses() == 0
    age(created_at=F("created_at") - timedelta(minutes=2))
    assert REPLAYED not in send(api_of(bob), comments_of(post), {"text": "New"})
    assert Comment.objects.count() == 2


def test_old_responses_are_purged(bob: User, post: Post, api_of: ApiOf) -> None:
    send(api_of(bob), comments_of(post), TEXT, key="old")
    IdempotentResponse.objects.update(created_at=F("created_at") - timedelta(hours=25))
    send(api_of(bob), comments_of(post), TEXT, key="new")
    assert purge_expired_responses() == 1
    assert [response.key for response in IdempotentResponse.objects.all()] == ["new"]


def test_a_key_costs_a_handful_of_queries(
    bob: User, post: Post, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    api, path = api_of(bob), comments_of(post)
    with CaptureQueriesContext(connection) as without:
        send(api, path, TEXT, key=None)
    # Further: a stored response; begin, an expired one, the stored one, savepoint, the claim,
    # release; then the response and commit.
    with django_assert_num_queries(len(without) + 9):
        send(api, path, TEXT)
    # Session and user; the stored response.
    with django_assert_num_queries(2):
        assert REPLAYED in send(api, path, TEXT)
