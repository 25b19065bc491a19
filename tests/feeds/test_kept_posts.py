"""Posts are kept as JSON and HTML by their version: what has changed is never shown as it was."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Media, Post
from posts.selectors.rows import MEDIA_VERSION_FIELDS, VERSION_FIELDS
from posts.services.comments import add_comment
from posts.services.entities import record_caption
from posts.services.likes import like_post, unlike_post
from posts.services.saves import save_post
from posts.services.tagged import set_tagged
from social.services import block_user, follow_user, mute_user, set_private, unfollow_user
from tests.factories import make_post
from tests.kept import assert_each_sees_their_own, assert_shown, changing_after_the_row

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
FEED = "/api/v1/feed"
# Columns that no card and no JSON of a post shows, or that never change once others see it.
NOT_SHOWN = {
    Post: {"id", "author", "created_at", "deleted_at"},
    User: {
        *("id", "password", "last_login", "is_superuser", "email", "bio", "website", "links"),
        *("language", "erase_at", "is_staff", "posts_count", "followers_count"),
        *("following_count", "relations_version", "created_at"),
    },
    Media: {"owner", "post", "attached_to", "original", "created_at"},
}
# Read at each request, beside the version.
READ_EACH_TIME = {"likes_count", "comments_count"}
# The order of photos is that in which their hashes are taken.
BY_ORDER = {"position"}
NOW = timezone.now()
CHANGES: dict[str, dict[str, Any]] = {
    "shortcode": {"shortcode": "newshortcod"},
    "caption": {"caption": "Another caption"},
    "location": {"location": "Another place"},
    "audience": {"audience": "followers"},
    "comments_from": {"comments_from": "followers"},
    "hide_counts": {"hide_counts": True},
    "edited_at": {"edited_at": NOW},
    "pinned_at": {"pinned_at": NOW},
}
AUTHOR_CHANGES: dict[str, dict[str, Any]] = {
    "username": {"username": "alice.b"},
    "display_name": {"display_name": "Alice Again"},
    "avatar": {"avatar": "ab/cd/" + "ab" * 16 + ".webp"},
    "avatar_blurhash": {
        "avatar": "ab/cd/x.webp",
        "avatar_blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
    },
    "is_verified": {"is_verified": True},
    "is_private": {"is_private": True},
}
MEDIA_CHANGES: dict[str, dict[str, Any]] = {
    "alt": {"alt": "Another text"},
    "blurhash": {"blurhash": "L5H2EC=PM+yV0g-mq.wG9c010J}I"},
    "folder": {"folder": "ab/cd/" + "cd" * 16},
    "renditions": {"renditions": [[320, 400]]},
    "has_avif": {"has_avif": False},
    "width": {"width": 77},
}


@pytest.fixture
def post(alice: User, bob: User) -> Post:
    follow_user(follower=bob, following=alice)
    return make_post(alice, caption="With @carol at the lake", photographs=2)


@pytest.fixture
def read(bob: User, api_of: ApiOf, client_of: ClientOf) -> Callable[[], tuple[Any, str]]:
    """What bob's app and his browser get now."""
    api, browser = api_of(bob), client_of(bob)

    def read_both() -> tuple[Any, str]:
        return api.get(FEED).json(), feed_in(browser.get("/").content.decode())

    return read_both


@pytest.mark.parametrize(
    ("model", "named"),
    [
        (Post, {name for name in VERSION_FIELDS if "__" not in name}),
        (User, {name.removeprefix("author__") for name in VERSION_FIELDS if "__" in name}),
        (Media, set(MEDIA_VERSION_FIELDS)),
    ],
)
def test_every_column_is_part_of_the_version_or_known_not_to_be_shown(
    model: type[models.Model], named: set[str]
) -> None:
    columns = {field.name for field in model._meta.concrete_fields}
    assert columns - NOT_SHOWN[model] - READ_EACH_TIME - BY_ORDER == named & columns
    assert named <= columns


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_post_is_shown_as_it_is(
    field: str, post: Post, read: Callable[[], tuple[Any, str]]
) -> None:
    assert_shown(read, lambda: Post.objects.filter(pk=post.pk).update(**CHANGES[field]))


@pytest.mark.parametrize("field", AUTHOR_CHANGES)
def test_a_changed_author_is_shown_as_they_are(
    field: str, post: Post, read: Callable[[], tuple[Any, str]]
) -> None:
    author = User.objects.filter(pk=post.author_id)
    assert_shown(read, lambda: author.update(**AUTHOR_CHANGES[field]))


@pytest.mark.parametrize("field", MEDIA_CHANGES)
def test_a_changed_photo_is_shown_as_it_is(
    field: str, post: Post, read: Callable[[], tuple[Any, str]]
) -> None:
    photo = Media.objects.filter(post=post, position=1)
    assert_shown(read, lambda: photo.update(**MEDIA_CHANGES[field]))


def test_photos_in_another_order_are_shown_so(
    post: Post, read: Callable[[], tuple[Any, str]]
) -> None:
    def reverse() -> None:
        for photo in post.media.all():
            Media.objects.filter(pk=photo.pk).update(position=1 - photo.position)

    assert_shown(read, reverse)


def test_what_differs_by_viewer_is_shown_as_it_is(
    post: Post, alice: User, bob: User, carol: User, dave: User,
    read: Callable[[], tuple[Any, str]],
) -> None:  # fmt: skip
    follow_user(follower=bob, following=dave)
    steps: list[Callable[[], Any]] = [
        lambda: like_post(post=post, user=bob),
        lambda: save_post(post=post, user=bob),
        lambda: like_post(post=post, user=dave),
        lambda: add_comment(post=post, author=dave, text="Nice"),
        lambda: unlike_post(post=post, user=dave),
        lambda: record_caption(post=post),
        lambda: set_tagged(post=post, usernames=["carol"]),
        lambda: User.objects.filter(pk=carol.pk).update(display_name="Carola"),
        lambda: set_tagged(post=post, usernames=["bob"]),
        lambda: block_user(blocker=carol, blocked=bob),
    ]
    for step in steps:
        assert_shown(read, step)


@pytest.mark.parametrize(
    "take_away",
    [
        lambda post, bob: unfollow_user(follower=bob, following=post.author),
        lambda post, bob: mute_user(muter=bob, muted=post.author),
        lambda post, bob: block_user(blocker=post.author, blocked=bob),
        lambda post, bob: Post.objects.filter(pk=post.pk).update(archived_at=NOW),
        lambda post, bob: Post.objects.filter(pk=post.pk).update(deleted_at=NOW),
        lambda post, bob: Post.objects.filter(pk=post.pk).update(audience="close_friends"),
        lambda post, bob: User.objects.filter(pk=post.author_id).update(is_active=False),
        lambda post, bob: User.objects.filter(pk=post.author_id).update(deactivated_at=NOW),
    ],
)
def test_a_kept_post_that_may_not_be_seen_any_more_is_gone_at_the_next_read(
    take_away: Callable[[Post, User], Any], post: Post, bob: User,
    read: Callable[[], tuple[Any, str]],
) -> None:  # fmt: skip
    assert post.shortcode in str(read())
    take_away(post, bob)
    assert post.shortcode not in str(read())


def test_photos_of_an_account_that_went_private_have_links_for_each_viewer(
    post: Post, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    follow_user(follower=carol, following=alice)
    set_private(user=alice, is_private=True)
    urls = []
    for viewer in (bob, carol):
        [found] = api_of(viewer).get(FEED).json()["results"]
        urls.append(found["media"][0]["urls"]["small"])
        assert f"for={viewer.pk}" in urls[-1]
    assert urls[0] != urls[1]


@pytest.mark.parametrize("is_private", [False, True])
def test_the_feed_and_the_post_itself_say_the_same(
    is_private: bool, post: Post, alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=dave)
    follow_user(follower=dave, following=alice)
    like_post(post=post, user=dave)
    save_post(post=post, user=bob)
    set_tagged(post=post, usernames=[dave.username, carol.username])
    set_private(user=alice, is_private=is_private)
    api = api_of(bob)
    itself = api.get(f"/api/v1/posts/{post.pk}").json()
    for _ in ("rendered", "kept"):
        assert api.get(FEED).json()["results"] == [itself]


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("reader", ["app", "browser", "permalink"])
def test_a_caption_for_others_is_not_shown_to_who_saw_the_post_a_moment_ago(
    is_kept: bool, reader: str, post: Post, bob: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    readers: dict[str, Callable[[], Any]] = {
        "app": partial(api_of(bob).get, FEED),
        "browser": partial(client_of(bob).get, "/"),
        "permalink": partial(api_of(bob).get, f"/api/v1/posts/{post.pk}"),
    }
    get = readers[reader]
    if is_kept:
        get()

    def change_it() -> None:
        change = {"audience": "close_friends", "caption": "For few"}
        Post.objects.filter(pk=post.pk).update(**change)

    with changing_after_the_row(change_it):
        response = get()
    assert "For few" not in response.content.decode()


def test_viewers_who_meet_the_same_kept_cards_see_each_their_own(
    post: Post, alice: User, bob: User, carol: User, dave: User, client_of: ClientOf
) -> None:
    """Each as with nothing kept, whoever came before."""
    for viewer in (carol, dave):
        follow_user(follower=viewer, following=alice)
    follow_user(follower=carol, following=dave)
    Post.objects.filter(pk=post.pk).update(caption="@bob and @dave", hide_counts=True)
    post.refresh_from_db()
    record_caption(post=post)
    set_tagged(post=post, usernames=["bob", "dave"])
    like_post(post=post, user=dave)
    save_post(post=post, user=carol)
    block_user(blocker=dave, blocked=bob)
    browsers = [client_of(viewer) for viewer in (alice, bob, carol, dave)]

    def read(browser: Client) -> str:
        return feed_in(browser.get("/").content.decode())

    seen = assert_each_sees_their_own(browsers, read)
    assert len(set(seen)) == len(browsers)


def feed_in(page: str) -> str:
    """The feed of a home page, without the CSRF tokens."""
    feed = re.search(r'<div id="feed".*?<div id="next"', page, re.DOTALL)
    assert feed
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", feed[0])
