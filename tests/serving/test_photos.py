"""Photos through the proxy: the application checks each request, the proxy sends the bytes."""

from collections.abc import Iterator

import httpx
import pytest
from django.conf import settings

from accounts.models import User
from core.media.store import MediaStore
from posts.services.deleting import delete_post
from social.services import block_user, set_private
from tests.factories import access_token_of, login_cookie, make_post
from tests.posts.media_files.serving import CONTENT, link, save_file
from tests.processes import Site
from tests.relations import follow


@pytest.fixture
def photo(alice: User, bob: User) -> Iterator[str]:
    """The path of a photo of alice, who is private, that bob may see."""
    set_private(user=alice, is_private=True)
    follow(bob, alice)
    media = make_post(alice).media.get()
    yield save_file(media)
    MediaStore().delete_renditions(media.folder)


@pytest.fixture
def anonymous(server: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture
def browser(server: Site, bob: User) -> Iterator[httpx.Client]:
    cookies = {settings.SESSION_COOKIE_NAME: login_cookie(bob)}
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False, cookies=cookies) as client:
        yield client


def test_a_photo_is_sent_by_the_proxy_with_the_headers_of_the_application(
    photo: str, browser: httpx.Client, anonymous: httpx.Client, bob: User
) -> None:
    token = {"Authorization": f"Bearer {access_token_of(bob)}"}
    by_link = anonymous.get(link(photo, bob))
    for response in (browser.get(photo), anonymous.get(photo, headers=token), by_link):
        assert response.status_code == 200
        assert response.content == CONTENT
        headers = response.headers
        assert headers["Content-Type"] == "image/jpeg"
        assert headers["Content-Length"] == str(len(CONTENT))
        assert headers["Cache-Control"].startswith("private, max-age=")
        assert {"Authorization", "Cookie"} <= set(headers["Vary"].split(", "))
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["ETag"]
        assert headers["Accept-Ranges"] == "bytes"
        assert "X-Accel-Redirect" not in headers
    head = browser.head(photo)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(CONTENT))


def test_a_viewer_who_has_the_photo_or_wants_a_part_of_it_is_checked_too(
    photo: str, browser: httpx.Client, alice: User, bob: User
) -> None:
    etag = browser.get(photo).headers["ETag"]
    wants = {304: {"If-None-Match": etag}, 206: {"Range": "bytes=0-3"}}
    for status, headers in wants.items():
        response = browser.get(photo, headers=headers)
        assert response.status_code == status
        assert response.content == (CONTENT[:4] if status == 206 else b"")
        assert response.headers["Cache-Control"].startswith("private, max-age=")
    block_user(blocker=alice, blocked=bob)
    for headers in wants.values():
        refused = browser.get(photo, headers=headers)
        assert refused.status_code == 404
        assert refused.headers["Cache-Control"] == "no-store"


def test_an_old_link_is_dead_at_once(
    photo: str, anonymous: httpx.Client, alice: User, bob: User
) -> None:
    address = link(photo, bob)
    assert anonymous.get(address).status_code == 200
    delete_post(post=alice.posts.get(), actor=alice)
    assert anonymous.get(address).status_code == 404


def test_nothing_leads_past_the_check(photo: str, anonymous: httpx.Client) -> None:
    key = photo.removeprefix("/media/")
    for path in (
        photo, f"/_protected/{key}", f"/%5fprotected/{key}", f"//_protected/{key}",
        f"/media/..%2f_protected/{key}", f"/x/../_protected/{key}", f"{photo}%0a",
        f"/media/%0a{key}",
    ):  # fmt: skip
        response = anonymous.get(path, headers={"X-Accel-Redirect": f"/_protected/{key}"})
        assert response.status_code == 404, path
        assert CONTENT not in response.content
