"""With a web server in front, Django checks who may read a file, and names it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from core.media.store import new_key
from social.services import block_user, set_private
from tests.posts.media_files.serving import ClientOf, link, make_post_with_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _accelerated(settings: Settings) -> None:
    settings.MEDIA_ACCEL_PREFIX = "/_protected/"


def test_a_file_is_named_to_those_who_may_read_it(
    private_file: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    key = private_file.removeprefix("/media/")
    browser = client_of(bob)
    for response in (
        browser.get(private_file), browser.head(private_file), Client().get(link(private_file, bob))
    ):  # fmt: skip
        assert (response.status_code, response.content) == (200, b"")
        assert response["X-Accel-Redirect"] == f"/_protected/{key}"
        assert response["Content-Type"] == "image/jpeg"
        assert response["Cache-Control"].startswith("private, max-age=")
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    block_user(blocker=alice, blocked=bob)
    for client, path in ((browser, private_file), (Client(), link(private_file, bob))):
        refused = client.get(path, headers={"If-None-Match": "*", "Range": "bytes=0-0"})
        assert refused.status_code == 404
        assert "X-Accel-Redirect" not in refused
        assert refused["Cache-Control"] == "no-store"


def test_an_avatar_is_named_and_a_missing_one_is_not() -> None:
    """The response of the web server could be kept for a year."""
    key = f"{new_key()}.webp"
    assert Client().get(f"/media/{key}")["Cache-Control"] == "no-store"
    storages["media"].save(key, ContentFile(b"not looked at"))
    response = Client().get(f"/media/{key}")
    assert response["X-Accel-Redirect"] == f"/_protected/{key}"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_no_path_trick_is_named(alice: User) -> None:
    _post, path = make_post_with_file(alice)
    key = path.removeprefix("/media/")
    storages["media"].save("secret.txt", ContentFile(b"secret"))
    for trick in (
        f"{key}%0a", f"{key}%0d%0aX-Accel-Redirect:%20/x", f"%0a{key}", f"{key}%00", f"x/../{key}",
        f"..%2foriginals/{key}", "%2e%2e/originals/x", "secret.txt", f"{key}?/../../x%0a",
    ):  # fmt: skip
        response = Client().get(f"/media/{trick}")
        named = f"/_protected/{key}" if "?" in trick else None
        assert response.get("X-Accel-Redirect") == named, trick
        assert response.status_code == (200 if named else 404)


def test_no_request_leads_behind_the_check(private_file: str, alice: User) -> None:
    """Django has no such route; the web server's own is closed to requests from outside."""
    set_private(user=alice, is_private=False)
    assert Client().get(private_file).status_code == 200
    assert Client().get(private_file.replace("/media/", "/_protected/")).status_code == 404
