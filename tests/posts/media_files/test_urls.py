"""The URLs of files in the API and in pages."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from social.services import (
    follow_user,
    set_private,
)
from tests.factories import make_media, make_post
from tests.posts.media_files.serving import CONTENT, ApiOf, ClientOf, make_post_with_file, save_file

pytestmark = pytest.mark.django_db


def addresses(media: dict[str, Any]) -> set[str]:
    """Every URL that the API has of a photo."""
    candidates = {candidate.split(" ")[0] for candidate in media["srcset"].split(", ")}
    return candidates | set(media["urls"].values())


def told_of(post: Post, app: Client) -> set[str]:
    (media,) = app.get(f"/api/v1/posts/{post.pk}").json()["media"]
    return addresses(media)


def test_an_app_gets_signed_links_to_restricted_media(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=alice)
    post, path = make_post_with_file(alice)
    public = told_of(post, api_of(bob))
    assert public == told_of(post, APIClient()) == told_of(post, api_of(alice))
    assert not any("?" in url for url in public)
    Post.objects.filter(pk=post.pk).update(audience=Post.Audience.FOLLOWERS)
    for person in (bob, alice):
        urls = told_of(post, api_of(person))
        assert {url.partition("?")[0] for url in urls} == public
        assert all(url.startswith("http://testserver/media/") for url in urls)
        assert len({url.partition("?")[2] for url in urls}) == 1
        (found,) = [url for url in urls if path in url]
        assert Client().get(found.removeprefix("http://testserver")).getvalue() == CONTENT
    assert told_of(post, api_of(bob)) != told_of(post, api_of(alice))


def test_an_app_gets_a_link_to_its_own_upload(alice: User, api_of: ApiOf) -> None:
    media = make_media(alice)
    path = save_file(media)
    every = addresses(api_of(alice).get(f"/api/v1/media/{media.pk}").json())
    (found,) = [url for url in every if path in url]
    assert Client().get(path).status_code == 404
    assert Client().get(found.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
def test_links_cost_no_queries(
    private: bool,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    follow_user(follower=bob, following=alice)
    set_private(user=alice, is_private=private)
    app, path = api_of(bob), "/api/v1/users/alice/posts"
    make_post(alice)
    with CaptureQueriesContext(connection) as one:
        app.get(path)
    for _ in range(15):
        make_post(alice, photographs=2)
    with django_assert_num_queries(len(one)):
        posts = app.get(path).json()["results"]
    urls = [url for post in posts for media in post["media"] for url in addresses(media)]
    assert len(posts) == 16
    assert all(("?for=" in url) is private for url in urls)


def test_pages_show_plain_addresses(private_file: str, bob: User, client_of: ClientOf) -> None:
    browser = client_of(bob)
    page = browser.get("/alice/").content.decode()
    assert private_file in page
    assert "signature=" not in page


def test_a_preview_of_a_restricted_post_is_public_to_no_one(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    """Passing on the source of a page gives no access to its photos."""
    follow_user(follower=bob, following=alice)
    post, path = make_post_with_file(alice)
    Post.objects.filter(pk=post.pk).update(media_url=path.removeprefix("/media/"))
    image = f'property="og:image" content="http://testserver{path}"'
    assert image in Client().get(f"/p/{post.shortcode}/").content.decode()
    set_private(user=alice, is_private=True)
    assert Client().get(f"/p/{post.shortcode}/").status_code == 404
    assert image in client_of(bob).get(f"/p/{post.shortcode}/").content.decode()
    assert Client().get(path).status_code == 404
