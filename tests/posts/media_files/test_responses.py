"""Responses with a file, or without: headers, costs, and paths that lead nowhere."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.media import links
from core.media.store import new_key
from social.services import block_user, set_private
from tests.factories import make_media
from tests.posts.media_files.serving import CONTENT, ApiOf, ClientOf, link, make_post_with_file

pytestmark = pytest.mark.django_db


def test_hidden_and_missing_get_the_same_response(private_file: str, bob: User) -> None:
    absent = f"/media/{new_key()}/640.jpg"
    unmade = private_file.replace("640", "641")
    missing = [Client().get(each) for each in (private_file, absent, unmade, "/media/x")]
    missing.append(Client().get(link(absent, bob)))
    missing.append(Client().get(link(unmade, bob)))
    for response in missing:
        assert response.status_code == 404
        assert response.content == b"Not found."
        assert response["Cache-Control"] == "no-store"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert set(response.headers) == set(missing[0].headers)


def test_only_the_viewers_own_browser_keeps_a_photo(
    alice: User, bob: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    _post, path = make_post_with_file(alice)
    for client in (Client(), client_of(bob), api_of(bob)):
        response = client.get(path)
        assert response["Cache-Control"] == "private, max-age=31536000, immutable"
        assert {"Authorization", "Cookie"} <= set(response["Vary"].split(", "))
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_a_linked_file_is_cached_as_long_as_its_link(
    private_file: str, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(private_file, bob)
    until = int(address.partition("until=")[2].partition("&")[0])
    monkeypatch.setattr(links, "now", lambda: until - 42)
    assert Client().get(address)["Cache-Control"] == "private, max-age=42"


def test_a_head_is_the_answer_without_its_body(
    private_file: str, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    whole, head = browser.get(private_file), browser.head(private_file)
    assert head.status_code == 200
    assert head.getvalue() == b""
    assert head.headers == {**whole.headers, "X-Request-Id": head["X-Request-Id"]}
    assert head["Content-Length"] == str(len(CONTENT))
    assert Client().head(private_file).status_code == 404
    assert browser.post(private_file).status_code == 405


def test_a_viewer_who_has_the_file_or_wants_a_part_of_it_is_checked_too(
    private_file: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    etag = browser.get(private_file)["ETag"]
    wants = {304: {"If-None-Match": etag}, 206: {"Range": "bytes=0-3"}, 416: {"Range": "bytes=99-"}}
    for status, headers in wants.items():
        response = browser.get(private_file, headers=headers)
        assert response.status_code == status
        kept = "no-store" if status == 416 else "private, max-age=31536000, immutable"
        assert response["Cache-Control"] == kept
        assert {"Authorization", "Cookie"} <= set(response["Vary"].split(", "))
        assert response.getvalue() == (CONTENT[:4] if status == 206 else b"")
    block_user(blocker=alice, blocked=bob)
    for headers in wants.values():
        assert browser.get(private_file, headers=headers).status_code == 404


def test_a_portrait_is_open_to_all_and_costs_nothing(
    client_of: ClientOf, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    key = f"{new_key()}.webp"
    storages["media"].save(key, ContentFile(CONTENT))
    for client in (Client(), client_of(bob)):
        with django_assert_num_queries(0):
            response = client.get(f"/media/{key}")
        assert response.getvalue() == CONTENT
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Cookie" not in response.get("Vary", "")


def test_a_file_costs_one_query(
    alice: User,
    bob: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    _post, path = make_post_with_file(alice)
    browser = client_of(bob)
    browser.get(path)
    # One more for a session's viewer: who it is.
    for client, address, queries in (
        (Client(), path, 1),
        (Client(), link(path, bob), 1),
        (browser, path, 2),
    ):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def test_no_path_trick_reaches_a_file(private_file: str, alice: User) -> None:
    key = private_file.removeprefix("/media/")
    folder, name = key.rsplit("/", 1)
    storages["media"].save("secret.txt", ContentFile(CONTENT))
    tricks = [
        "../originals/x", "%2e%2e/originals/x", "..%2foriginals%2fx", "secret.txt", "/etc/passwd",
        f"/{key}", f"./{key}", f"{folder}//{name}", f"{folder}/./{name}", f"{folder}/x/../{name}",
        f"{key}%00", f"%00{key}", f"{key}%0a", f"{key}/", f"{key}.jpg", f"{folder}/%00{name}",
        f"{key}%20", f"{folder}%5c{name}", key.upper(), f"{folder}/%D9%A6%D9%A4%D9%A0.jpg",
        f"{folder}.jpg", f"{folder}.webp", f"{folder}.webp/../{name}", f"{folder}.webp%2f{name}",
        f"{folder}/", folder, "", ".", "..", "%ff", "%F0%9F%8C%8A", "a" * 5000,
        key.replace("/", "%2f"), key.replace("/", "%252f"),
    ]  # fmt: skip
    for trick in tricks:
        response = Client().get(f"/media/{trick}")
        assert response.status_code == 404, trick
    set_private(user=alice, is_private=False)
    # Another spelling of the same path gets the same access check.
    same = key.replace("/", "%2f")
    for trick in tricks:
        expected = 200 if trick == same else 404
        assert Client().get(f"/media/{trick}").status_code == expected, trick


def test_no_address_leads_to_an_original(alice: User, client_of: ClientOf) -> None:
    media = make_media(alice)
    storages["originals"].save(media.original, ContentFile(CONTENT))
    browser = client_of(alice)
    assert media.original.endswith(".jpg")
    for path in (f"/media/{media.original}", f"/originals/{media.original}"):
        assert browser.get(path).status_code == 404
