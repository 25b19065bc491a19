"""Avatars: cropped, shown at once, and deleted when replaced."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from rest_framework.test import APIClient

from accounts.models import User
from core.media import sync_crop
from core.media.sandbox import Limits
from core.media.store import KEY_PATTERN
from tests.media.pictures import (
    CANARY,
    CORNERS,
    camera_jpeg,
    cornered,
    corners_of,
    encoded,
    opened,
)
from tests.pages import Page
from tests.posts.files import REFUSED, file, kept_in, photograph
from tests.responses import error_of
from tests.settings.forms import ME, PROFILE, profile, reread

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
WIDE = encoded(cornered(800, 400), "PNG")


def send(api: APIClient, content: bytes = WIDE, **more: Any) -> Any:
    return api.patch(ME, {"avatar": file(content), **more}, format="multipart")


def stored(user: User, files: Path) -> bytes:
    key = reread(user).avatar
    assert KEY_PATTERN.fullmatch(key)
    return (files / "media" / key).read_bytes()


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_every_kind_of_picture_becomes_a_small_square(
    image_format: str, alice: User, api_of: ApiOf, files: Path
) -> None:
    response = send(api_of(alice), encoded(cornered(800, 400), image_format))
    assert response.status_code == 200, response.content
    picture = opened(stored(alice, files))
    assert (picture.format, picture.size) == ("WEBP", (320, 320))
    assert corners_of(picture) == CORNERS
    shown = response.json()["avatar"]
    assert shown["url"] == f"http://testserver/media/{reread(alice).avatar}"
    assert len(shown["blurhash"]) > 10
    served = Client().get(shown["url"])
    assert (served.status_code, served["Content-Type"]) == (200, "image/webp")


def test_a_camera_photo_is_upright_and_without_metadata(
    alice: User, api_of: ApiOf, files: Path
) -> None:
    send(api_of(alice), camera_jpeg(600, 400))
    content = stored(alice, files)
    assert corners_of(opened(content)) == CORNERS
    assert CANARY.encode() not in content
    assert not opened(content).info.get("exif")


@pytest.mark.parametrize(
    ("crop", "colour"),
    [("0,0,0.4", "red"), ("0.7,0,0.4", "lime"), ("0,0.6,0.4", "blue"), ("1,1,0.4", "yellow")],
)
def test_the_chosen_part_is_taken(
    crop: str, colour: str, alice: User, api_of: ApiOf, client_of: ClientOf, files: Path
) -> None:
    assert send(api_of(alice), avatar_crop=crop).status_code == 200
    assert set(corners_of(opened(stored(alice, files)))) == {colour}
    given = profile(avatar=file(WIDE), crop=crop)
    assert client_of(alice).post(PROFILE, given).status_code == 302
    assert set(corners_of(opened(stored(alice, files)))) == {colour}


@pytest.mark.parametrize("crop", ["", "1,2", "nan,0,1", "0,0,0", "0,0,-1", "2,0,1", "a,b,c", "[]"])
def test_a_crop_that_makes_no_sense(
    crop: str, alice: User, api_of: ApiOf, client_of: ClientOf, files: Path
) -> None:
    assert error_of(send(api_of(alice), avatar_crop=crop), 400)["attr"] == "avatar_crop"
    assert reread(alice).avatar == ""
    # The page's own script is to blame, not the person: the middle is taken.
    client_of(alice).post(PROFILE, profile(avatar=file(WIDE), crop=crop))
    assert corners_of(opened(stored(alice, files))) == CORNERS


def test_a_tiny_picture_is_not_blown_up(alice: User, api_of: ApiOf, files: Path) -> None:
    for size in ((1, 1), (3, 900), (50, 40)):
        assert send(api_of(alice), encoded(Image.new("RGB", size), "PNG")).status_code == 200
        assert opened(stored(alice, files)).size == (min(size), min(size))


@pytest.mark.parametrize(("content", "status", "code"), [each[1:] for each in REFUSED])
def test_a_bad_file_is_refused_as_an_upload_is(
    content: bytes,
    status: int,
    code: str,
    alice: User,
    api_of: ApiOf,
    client_of: ClientOf,
    files: Path,
) -> None:
    response = send(api_of(alice), content, display_name="Alice")
    error = error_of(response, status)
    assert (error["code"], error["attr"]) == (code, "avatar")
    assert reread(alice).display_name == ""
    page = Page(client_of(alice).post(PROFILE, profile(avatar=file(content))), status=status)
    assert page.one("p", id="id_avatar_error").text.strip()
    assert kept_in(files) == []


def test_only_the_sandbox_finds_out(
    alice: User, api_of: ApiOf, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = encoded(Image.effect_noise((300, 200), 90), "PNG")
    broken = whole[:9_000] + bytes(500) + whole[9_500:]
    assert error_of(send(api_of(alice), broken), 400)["code"] == "unreadable_image"
    monkeypatch.setattr(sync_crop, "SANDBOX_LIMITS", Limits(memory_bytes=1024**2))
    assert error_of(send(api_of(alice)), 413)["code"] == "too_complex"
    assert kept_in(files) == []


def test_a_machine_that_fails_is_no_fault_of_the_picture(
    alice: User, api_of: ApiOf, client_of: ClientOf, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_crop, "SANDBOX_LIMITS", Limits(output_bytes=10))
    api = api_of(alice)
    api.raise_request_exception = False
    assert error_of(send(api), 503)
    page = client_of(alice).post(PROFILE, profile(display_name="Al", avatar=file(WIDE)))
    assert Page(page, status=503).one("input", name="display_name")["value"] == "Al"


def test_a_new_avatar_has_a_new_url_and_the_old_file_is_deleted(
    alice: User, api_of: ApiOf, files: Path, deliver: Callable[[], None]
) -> None:
    api = api_of(alice)
    send(api)
    first = reread(alice).avatar
    send(api)
    second = reread(alice).avatar
    assert first != second
    assert len(kept_in(files)) == 2
    deliver()
    assert kept_in(files) == [Path(second).name]


def test_it_can_be_removed_by_null_and_by_the_page(
    alice: User, api_of: ApiOf, client_of: ClientOf, files: Path, deliver: Callable[[], None]
) -> None:
    api = api_of(alice)
    for remove in (
        lambda: api.patch(ME, {"avatar": None}, format="json"),
        lambda: api.patch(ME, {"avatar": ""}, format="multipart"),
        lambda: client_of(alice).post(PROFILE, profile(remove_avatar="on")),
    ):
        send(api)
        assert reread(alice).avatar
        assert remove().status_code in {200, 302}
        assert (reread(alice).avatar, reread(alice).avatar_blurhash) == ("", "")
        deliver()
        assert kept_in(files) == []
    assert api.get(ME).json()["avatar"] is None


def test_removing_a_missing_row_changes_nothing(alice: User, api_of: ApiOf) -> None:
    assert api_of(alice).patch(ME, {"avatar": None}, format="json").status_code == 200


def test_the_name_of_the_file_says_nothing(alice: User, api_of: ApiOf, files: Path) -> None:
    picture = photograph("../../etc/passwd.html")
    assert api_of(alice).patch(ME, {"avatar": picture}, format="multipart").status_code == 200
    assert [Path(name).suffix for name in kept_in(files)] == [".webp"]


def test_only_so_many_in_a_while(alice: User, api_of: ApiOf, limited: None) -> None:
    api = api_of(alice)
    assert {send(api, b"nothing").status_code for _ in range(60)} == {415}
    refused = send(api)
    assert error_of(refused, 429)
    assert int(refused["Retry-After"]) > 0
