"""Posting through the API: one to ten own uploads, once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from core.media.errors import UnreadableImageError
from posts.models import Media, Post
from tests.factories import make_media, make_post
from tests.posts.files import REFUSED, file, kept_in, photograph
from tests.responses import Response, error_of, outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
POSTS = "/api/v1/posts"
POST_FIELDS = {
    *("id", "shortcode", "permalink", "author", "caption", "media", "location", "created_at"),
    *("audience", "comments_from", "hide_counts", "edited_at", "tagged", "pinned"),
    *("likes_count", "comments_count", "liked", "liked_by", "saved"),
}
MEDIA_FIELDS = {
    *("id", "type", "status", "alt", "width", "height", "blurhash", "urls", "srcset"),
}


def publish(api: APIClient, *media: Media, **fields: Any) -> Response:
    ids = [str(each.pk) for each in media]
    response: Response = api.post(POSTS, {"media_ids": ids, **fields}, format="json")
    return response


def test_a_post_of_ready_media_is_shown_at_once(alice: User, api_of: ApiOf) -> None:
    response = publish(api_of(alice), make_media(alice), caption="A pier\n#sea", location="Ostend")
    assert response.status_code == 201
    body = response.json()
    post = Post.objects.get()
    assert body["id"] == str(post.pk)
    assert body["permalink"] == f"http://testserver/p/{post.shortcode}/"
    assert (body["caption"], body["location"]) == ("A pier\n#sea", "Ostend")
    assert body["author"]["username"] == "alice"
    assert body["created_at"].endswith("Z")
    assert body["media"][0]["urls"]["large"].startswith("http://testserver/media/")
    assert post.is_ready
    assert outbox_payloads("PostPublished") == [{"post_id": body["id"]}]
    alice.refresh_from_db()
    assert alice.posts_count == 1


def test_a_post_has_every_field_of_the_contract(alice: User, api_of: ApiOf) -> None:
    body = publish(api_of(alice), make_media(alice)).json()
    assert set(body) >= POST_FIELDS
    assert set(body["author"]) == {"id", "username", "display_name", "avatar", "is_verified"}
    assert set(body["media"][0]) >= MEDIA_FIELDS
    assert set(body["media"][0]["urls"]) >= {"thumb", "small", "medium", "large"}


def test_media_are_in_the_requested_order(alice: User, api_of: ApiOf) -> None:
    media = [make_media(alice, alt=str(number)) for number in range(10)]
    shuffled = [media[number] for number in (3, 1, 4, 0, 5, 9, 2, 6, 8, 7)]
    body = publish(api_of(alice), *shuffled).json()
    assert [each["id"] for each in body["media"]] == [str(each.pk) for each in shuffled]


def test_files_can_be_sent_with_the_post(alice: User, api_of: ApiOf) -> None:
    chosen = [photograph(f"{number}.jpg") for number in range(10)]
    response = api_of(alice).post(POSTS, {"media": chosen, "caption": "Ten"}, format="multipart")
    assert response.status_code == 201
    assert len(response.json()["media"]) == 10
    assert response.json()["caption"] == "Ten"
    assert len(outbox_payloads("MediaUploaded")) == 10
    assert outbox_payloads("PostPublished") == []


@pytest.mark.parametrize("count", [0, 11])
def test_a_post_has_one_to_ten_photos(count: int, alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    media = [make_media(alice) for _ in range(count)]
    assert error_of(publish(api, *media), 400)["attr"] == "media_ids"
    chosen = [photograph() for _ in range(count)]
    assert error_of(api.post(POSTS, {"media": chosen, "caption": "x"}, format="multipart"), 400)
    assert not Post.objects.exists()


def test_far_too_many_files_are_refused_unread(alice: User, api_of: ApiOf) -> None:
    chosen = [photograph() for _ in range(31)]
    error = error_of(api_of(alice).post(POSTS, {"media": chosen}, format="multipart"), 400)
    assert error["code"] == "parse_error"


def test_a_body_beyond_all_measure_is_refused(alice: User, api_of: ApiOf) -> None:
    response = api_of(alice).post(POSTS, {"caption": "x" * 2**21}, format="json")
    assert error_of(response, 413)["code"] == "too_large"


def test_ids_and_files_do_not_mix(alice: User, api_of: ApiOf) -> None:
    given = {"media": [photograph()], "media_ids": [str(make_media(alice).pk)]}
    assert error_of(api_of(alice).post(POSTS, given, format="multipart"), 400)
    assert not Post.objects.exists()


def test_a_photo_is_in_a_post_once(alice: User, api_of: ApiOf) -> None:
    media = make_media(alice)
    assert error_of(publish(api_of(alice), media, media), 400)["code"] == "media_count"
    assert not Post.objects.exists()


def test_what_others_own_is_a_404(alice: User, bob: User, api_of: ApiOf) -> None:
    own, others = make_media(bob), make_media(alice)
    stolen = error_of(publish(api_of(bob), own, others), 400)
    unknown = error_of(
        api_of(bob).post(POSTS, {"media_ids": [str(own.pk), str(uuid4())]}, format="json"), 400
    )
    assert stolen == unknown
    assert stolen["code"] == "media_not_found"
    assert not Post.objects.exists()


def test_a_photo_of_another_post_is_refused(alice: User, api_of: ApiOf) -> None:
    posted = make_post(alice).media.get()
    response = publish(api_of(alice), make_media(alice), posted)
    assert error_of(response, 400)["code"] == "media_in_use"
    assert Post.objects.count() == 1


def test_the_same_photos_sent_twice_return_the_same_post(alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    media = [make_media(alice), make_media(alice)]
    first, second = publish(api, *media).json(), publish(api, *media).json()
    assert first == second
    assert len(outbox_payloads("PostPublished")) == 1
    alice.refresh_from_db()
    assert alice.posts_count == 1


@pytest.mark.django_db(transaction=True)
def test_ten_simultaneous_clicks_are_one_post(alice: User, api_of: ApiOf) -> None:
    media = [make_media(alice), make_media(alice)]
    apps = [api_of(alice) for _ in range(10)]
    responses = at_once([partial(publish, app, *media) for app in apps])
    assert {response.status_code for response in responses} == {201}
    assert {response.json()["id"] for response in responses} == {str(Post.objects.get().pk)}
    alice.refresh_from_db()
    assert alice.posts_count == 1


def test_a_photo_that_failed_says_why(alice: User, api_of: ApiOf) -> None:
    broken = make_media(alice, status="failed", problem_code="unreadable_image", renditions=[])
    error = error_of(publish(api_of(alice), broken), 400)
    assert (error["code"], error["detail"]) == ("media_failed", UnreadableImageError.detail)


@pytest.mark.parametrize(("content", "status", "code"), [each[1:] for each in REFUSED])
def test_one_bad_file_among_good_ones_is_named_and_nothing_is_stored(
    content: bytes, status: int, code: str,
    alice: User, api_of: ApiOf, files: Path, deliver: Callable[[], None],
) -> None:  # fmt: skip
    chosen = [photograph(), file(content, "bad.jpg"), photograph()]
    error = error_of(api_of(alice).post(POSTS, {"media": chosen}, format="multipart"), status)
    assert (error["code"], error["attr"]) == (code, "media.1")
    deliver()
    assert not Post.objects.exists()
    assert not Media.objects.exists()
    assert kept_in(files) == []


def test_the_anonymous_post_nothing(alice: User) -> None:
    assert error_of(publish(APIClient(), make_media(alice)), 401)
    assert not Post.objects.exists()


def test_the_files_of_a_refused_post_are_purged(
    alice: User, api_of: ApiOf, deliver: Callable[[], None], files: Path
) -> None:
    body = {"media": [photograph()], "tagged": "no.such.user"}
    error = error_of(api_of(alice).post(POSTS, body, format="multipart"), 400)
    assert error["code"] == "unknown_user"
    deliver()
    assert not Media.objects.exists()
    assert kept_in(files / "originals") == []
