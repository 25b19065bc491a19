"""From a camera's file to a picture in others' feeds, with the worker's code."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from tests.media.pictures import CANARY, CORNERS, camera_jpeg, corners_of
from tests.pages import Page
from tests.posts.files import broken_inside, photograph
from tests.responses import outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
Deliver = Callable[[], None]


def send(api: APIClient, *chosen: SimpleUploadedFile) -> dict[str, Any]:
    response = api.post("/api/v1/posts", {"media": list(chosen)}, format="multipart")
    assert response.status_code == 201, response.content
    body: dict[str, Any] = response.json()
    return body


def camera() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.jpg", camera_jpeg(900, 700), "image/jpeg")


def test_a_camera_photo_becomes_upright_pictures_of_every_kind(
    alice: User, api_of: ApiOf, client: Client, deliver: Deliver, files: Path
) -> None:
    api = api_of(alice)
    post = send(api, camera())
    assert post["media"][0]["status"] == "processing"
    deliver()
    media = api.get(f"/api/v1/posts/{post['id']}").json()["media"][0]
    assert (media["status"], media["width"], media["height"]) == ("ready", 700, 900)
    assert len(media["blurhash"]) > 10
    addresses = [candidate.split()[0] for candidate in media["srcset"].split(", ")]
    addresses += media["urls"].values()
    for url in addresses:
        for extension, kind in (("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")):
            response = client.get(url.removesuffix("jpg") + extension)
            content = response.getvalue()
            assert response["Content-Type"] == f"image/{kind.lower()}"
            assert response["Cache-Control"] == "private, max-age=31536000, immutable"
            assert CANARY.encode() not in content
            picture = Image.open(BytesIO(content))
            assert picture.format == kind
            assert picture.width < picture.height
            assert corners_of(picture) == CORNERS


def test_a_post_is_counted_and_announced_when_all_of_it_is_ready(
    alice: User, api_of: ApiOf, deliver: Deliver
) -> None:
    post = send(api_of(alice), photograph(), photograph())
    alice.refresh_from_db()
    assert alice.posts_count == 0
    assert Post.objects.get(pk=post["id"]).state == "processing"
    deliver()
    alice.refresh_from_db()
    assert alice.posts_count == 1
    assert Post.objects.get(pk=post["id"]).state == "ready"
    assert outbox_payloads("PostPublished") == []
    deliver()
    alice.refresh_from_db()
    assert alice.posts_count == 1


def test_one_broken_photo_fails_the_post_and_its_author_sees_why(
    alice: User, bob: User, api_of: ApiOf, client_of: Callable[[User], Client], deliver: Deliver
) -> None:
    api = api_of(alice)
    post = send(api, photograph(), broken_inside())
    deliver()
    found = api.get(f"/api/v1/posts/{post['id']}").json()
    assert [each["status"] for each in found["media"]] == ["ready", "failed"]
    problem = found["media"][1]["problem"]
    assert "damaged" in problem
    page = Page(client_of(alice).get(f"/p/{post['shortcode']}/"))
    assert problem in page.text
    assert api_of(bob).get(f"/api/v1/posts/{post['id']}").status_code == 404
    alice.refresh_from_db()
    assert alice.posts_count == 0


def test_a_post_that_failed_can_be_deleted_and_counts_stay_right(
    alice: User, api_of: ApiOf, deliver: Deliver
) -> None:
    api = api_of(alice)
    send(api, photograph())
    broken = send(api, broken_inside())
    deliver()
    assert api.delete(f"/api/v1/posts/{broken['id']}").status_code == 204
    deliver()
    alice.refresh_from_db()
    assert alice.posts_count == Post.objects.count() == 1


def test_an_upload_that_is_ready_before_it_is_posted_shows_at_once(
    alice: User, api_of: ApiOf, deliver: Deliver
) -> None:
    api = api_of(alice)
    media = api.post("/api/v1/media", {"file": photograph()}, format="multipart").json()
    deliver()
    assert api.get(f"/api/v1/media/{media['id']}").json()["status"] == "ready"
    post = api.post("/api/v1/posts", {"media_ids": [media["id"]]}, format="json").json()
    assert post["media"][0]["status"] == "ready"
    assert outbox_payloads("PostPublished") == [{"post_id": post["id"]}]
