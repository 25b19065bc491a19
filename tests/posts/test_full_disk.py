"""A full disk: uploads and avatars are refused with the reason, and leave nothing behind."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from core.media.sandbox import render_sandboxed
from posts.models import Media, Post
from tests.media.pictures import encoded
from tests.posts.conftest import FOLDERS
from tests.posts.files import file
from tests.responses import error_of
from tests.small_disk import SmallDisk, disk

__all__ = ["disk"]

pytestmark = pytest.mark.django_db

# Larger than the room that is left, in each rendition.
_NOISE = encoded(Image.effect_noise((400, 400), 100), "PNG")
REASON = "no room for new photos"
Refused = Callable[[APIClient, Client], Any]


@pytest.fixture(autouse=True)
def stores(disk: SmallDisk, settings: Settings) -> None:
    """On the small disk, which has a little room left: for a part of each file."""
    at = {name: {"location": disk.folder / name} for name in ("media", "originals")}
    at["media"]["base_url"] = "/media/"  # type: ignore[assignment]
    options = {name: {"BACKEND": FOLDERS, "OPTIONS": each} for name, each in at.items()}
    settings.STORAGES = {**settings.STORAGES, **options}
    disk.fill(but=12 * 1024)


def photo() -> SimpleUploadedFile:
    return file(_NOISE)


def upload(app: APIClient, browser: Client) -> Any:
    return app.post("/api/v1/media", {"file": photo()}, format="multipart")


def post(app: APIClient, browser: Client) -> Any:
    return app.post("/api/v1/posts", {"media": [photo(), photo()]}, format="multipart")


def change_avatar(app: APIClient, browser: Client) -> Any:
    return app.patch("/api/v1/users/me", {"avatar": photo()}, format="multipart")


def post_by_page(app: APIClient, browser: Client) -> Any:
    return browser.post("/create", {"media": [photo(), photo()], "caption": "Light"})


def upload_by_script(app: APIClient, browser: Client) -> Any:
    return browser.post("/create/media", {"file": photo()})


def change_avatar_by_page(app: APIClient, browser: Client) -> Any:
    given = {"username": "alice", "avatar": photo()}
    return browser.post("/accounts/settings/profile/", given)


CALLS = [upload, post, change_avatar, upload_by_script, post_by_page, change_avatar_by_page]


@pytest.mark.parametrize("call", CALLS)
def test_it_is_refused_with_the_reason_and_accepted_once_there_is_room(
    call: Refused,
    disk: SmallDisk,
    alice: User,
    api_of: Callable[[User], APIClient],
    client_of: Callable[[User], Client],
) -> None:
    app, browser = api_of(alice), client_of(alice)
    refused = call(app, browser)
    assert (refused.status_code, refused["Retry-After"]) == (503, "60"), refused.content
    if "json" in refused["Content-Type"]:
        assert error_of(refused, 503)["code"] == "storage_full"
        assert REASON in error_of(refused, 503)["detail"]
    else:
        assert REASON in refused.text
    assert disk.kept() == []
    assert not Media.objects.exists()
    assert not Post.objects.exists()
    disk.make_room()
    assert call(app, browser).status_code in {200, 201, 302}
    assert disk.kept() != []


@pytest.mark.parametrize("call", CALLS)
def test_room_for_what_is_yet_to_be_read_of_a_form_is_no_other_matter(
    call: Refused,
    disk: SmallDisk,
    settings: Settings,
    alice: User,
    api_of: Callable[[User], APIClient],
    client_of: Callable[[User], Client],
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1024
    settings.FILE_UPLOAD_TEMP_DIR = str(disk.folder)
    browser = client_of(alice)
    browser.raise_request_exception = False
    refused = call(api_of(alice), browser)
    assert (refused.status_code, refused["Retry-After"]) == (503, "60"), refused.content
    assert REASON in refused.text
    assert disk.kept() == []


def test_a_rendering_that_finds_no_room_says_so(
    disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    with pytest.raises(OSError, match="No space left"):
        render_sandboxed(BytesIO(_NOISE))


def test_a_rendering_that_runs_out_of_room_says_so(
    disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is room for the photo, and not for what is made of it."""
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    disk.make_room()
    disk.fill(but=len(_NOISE) + 32 * 1024)
    with pytest.raises(OSError, match="No space left"):
        render_sandboxed(BytesIO(_NOISE))
    assert disk.kept() == []
    disk.make_room()
    assert render_sandboxed(BytesIO(_NOISE)).width == 400
