"""Uploads through the API: read, described and discarded by their owner only."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from core.models import OutboxEntry
from posts.models import Media
from tests.factories import make_media, make_post
from tests.posts.files import ODD, REFUSED, file, kept_in, photograph
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
UPLOAD = "/api/v1/media"


def test_an_upload_is_kept_and_announced_to_the_worker(
    alice: User, api_of: ApiOf, files: Path
) -> None:
    response = api_of(alice).post(
        UPLOAD, {"file": photograph(), "alt": "The sea"}, format="multipart"
    )
    assert response.status_code == 201
    body = response.json()
    media = Media.objects.get()
    assert body == {
        "id": str(media.pk),
        "type": "image",
        "status": "processing",
        "problem": "",
        "alt": "The sea",
        "width": 64,
        "height": 48,
        "blurhash": None,
        "urls": None,
        "srcset": None,
    }
    assert media.owner == alice
    assert outbox_payloads("MediaUploaded") == [{"media_id": body["id"]}]
    assert len(kept_in(files / "originals")) == 1


def test_the_first_photo_of_every_user_comes_before_the_second_of_any(
    alice: User, bob: User, api_of: ApiOf, files: Path
) -> None:
    for user in [alice] * 12 + [bob]:
        sent = api_of(user).post(UPLOAD, {"file": photograph()}, format="multipart")
        assert sent.status_code == 201
    rows = OutboxEntry.objects.filter(event="MediaUploaded").order_by("pk")
    assert [row.priority for row in rows] == [*range(9), 8, 8, 8, 0]


def test_what_is_purged_waits_for_all_photos(alice: User, api_of: ApiOf, files: Path) -> None:
    photo = make_media(alice)
    assert api_of(alice).delete(f"{UPLOAD}/{photo.pk}").status_code == 204
    assert OutboxEntry.objects.get(event="MediaDiscarded").priority == 9


@pytest.mark.parametrize(("content", "status", "code"), [each[1:] for each in REFUSED])
def test_a_bad_file_is_refused_with_the_reason(
    content: bytes, status: int, code: str, alice: User, api_of: ApiOf, files: Path
) -> None:
    response = api_of(alice).post(UPLOAD, {"file": file(content)}, format="multipart")
    assert error_of(response, status)["code"] == code
    assert not Media.objects.exists()
    assert kept_in(files) == []


@pytest.mark.parametrize("content", [each[1] for each in ODD], ids=[each[0] for each in ODD])
def test_an_odd_file_that_browsers_show_is_accepted(
    content: bytes, alice: User, api_of: ApiOf, files: Path
) -> None:
    response = api_of(alice).post(UPLOAD, {"file": file(content)}, format="multipart")
    assert (response.status_code, response.json()["width"]) == (201, 64)
    (name,) = kept_in(files)
    assert next(files.rglob(name)).read_bytes() == content


def test_a_name_says_nothing_about_a_file(alice: User, api_of: ApiOf, files: Path) -> None:
    hostile = photograph('../../"><script>alert(1)</script>.php')
    assert api_of(alice).post(UPLOAD, {"file": hostile}, format="multipart").status_code == 201
    (name,) = kept_in(files)
    assert name.endswith(".jpg")
    assert "script" not in name


def test_an_upload_needs_a_file_of_a_form(alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    assert error_of(api.post(UPLOAD, {"alt": "The sea"}, format="multipart"), 400)["attr"] == "file"
    assert error_of(api.post(UPLOAD, {"file": "sea.jpg"}, format="multipart"), 400)
    assert error_of(api.post(UPLOAD, {"file": "sea.jpg"}, format="json"), 415)
    broken = api.post(UPLOAD, b"--x\r\nnonsense", content_type="multipart/form-data")
    assert error_of(broken, 400)


def test_a_description_has_at_most_1500_characters(alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    for alt, status in (("x" * 1500, 201), ("x" * 1501, 400)):
        response = api.post(UPLOAD, {"file": photograph(), "alt": alt}, format="multipart")
        assert response.status_code == status
    media = Media.objects.get()
    path = f"{UPLOAD}/{media.pk}"
    assert error_of(api.patch(path, {"alt": "x" * 1501}), 400)["attr"] == "alt"
    assert error_of(api.patch(path, {"alt": "a\0b"}), 400)["attr"] == "alt"


def test_an_own_upload_can_be_read_described_and_discarded(
    alice: User, api_of: ApiOf, deliver: Callable[[], None], files: Path
) -> None:
    api = api_of(alice)
    path = f"{UPLOAD}/{api.post(UPLOAD, {'file': photograph()}, format='multipart').json()['id']}"
    assert api.get(path).json()["alt"] == ""
    assert api.patch(path, {"alt": "A pier"}, format="json").json()["alt"] == "A pier"
    assert api.get(path).json()["alt"] == "A pier"
    assert api.delete(path).status_code == 204
    for method in (api.get, api.patch, api.delete):
        assert error_of(method(path), 404)
    deliver()
    assert not Media.objects.exists()
    assert kept_in(files) == []


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_an_upload_belongs_to_its_owner_only(
    method: str, alice: User, bob: User, api_of: ApiOf
) -> None:
    path = f"{UPLOAD}/{make_media(alice).pk}"
    assert getattr(api_of(alice), method)(path, {"alt": "x"}).status_code < 300
    path = f"{UPLOAD}/{make_media(alice).pk}"
    assert error_of(getattr(api_of(bob), method)(path, {"alt": "x"}), 404)
    assert error_of(getattr(APIClient(), method)(path, {"alt": "x"}), 401)


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_an_upload_that_was_posted_belongs_to_its_post(
    method: str, alice: User, api_of: ApiOf
) -> None:
    media = make_post(alice).media.get()
    assert error_of(getattr(api_of(alice), method)(f"{UPLOAD}/{media.pk}", {"alt": "x"}), 404)
    assert error_of(getattr(api_of(alice), method)(f"{UPLOAD}/{uuid4()}", {"alt": "x"}), 404)
    assert error_of(getattr(api_of(alice), method)(f"{UPLOAD}/nonsense", {"alt": "x"}), 404)


def test_only_people_who_are_logged_in_upload(db: None) -> None:
    response = APIClient().post(UPLOAD, {"file": photograph()}, format="multipart")
    assert error_of(response, 401)["code"] == "not_authenticated"
    assert not Media.objects.exists()
