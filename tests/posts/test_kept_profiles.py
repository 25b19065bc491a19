"""Profiles are kept as HTML by what they show: what has changed is never shown as it was."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from posts.models import Hashtag, Media, Post
from posts.responses.profiles import HEAD_FIELDS, HEADER_FIELDS
from posts.services.comments import add_comment
from posts.services.likes import like_post
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    mute_user,
    set_private,
    unfollow_user,
)
from tests.factories import make_post
from tests.kept import assert_each_sees_their_own, assert_shown, changing_after_the_row

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
Read = Callable[[], list[str]]
NOW = timezone.now()
# Read at each request, and shown in slots or by what is kept for each number.
COUNTS = {"posts_count", "followers_count", "following_count"}
# Columns of users that no profile shows.
NOT_SHOWN = {
    *("password", "last_login", "is_superuser", "email", "language", "avatar_blurhash"),
    *("erase_at", "is_staff", "relations_version"),
}
# Whose profile can be seen; who may not see it gets no profile at all.
ACCESS = {"is_active", "deactivated_at"}
USER_CHANGES: dict[str, dict[str, Any]] = {
    "display_name": {"display_name": "Alice Again"},
    "bio": {"bio": "Now with @bob and #tags"},
    "website": {"website": "https://new.example/"},
    "links": {"links": [{"title": "Mine", "url": "https://mine.example/"}]},
    "avatar": {"avatar": "ab/cd/" + "ab" * 16 + ".webp"},
    "is_verified": {"is_verified": True},
    "is_private": {"is_private": True},
    "posts_count": {"posts_count": 77},
    "followers_count": {"followers_count": 77},
    "following_count": {"following_count": 1_234},
}
POST_CHANGES: dict[str, dict[str, Any]] = {
    "shortcode": {"shortcode": "newshortcod"},
    "audience": {"audience": "followers"},
    "pinned_at": {"pinned_at": NOW},
    "likes_count": {"likes_count": 1_234},
    "comments_count": {"comments_count": 1},
    "hide_counts": {"hide_counts": True},
}
MEDIA_CHANGES: dict[str, dict[str, Any]] = {
    "alt": {"alt": "Another text"},
    "blurhash": {"blurhash": "L5H2EC=PM+yV0g-mq.wG9c010J}I"},
    "folder": {"folder": "ab/cd/" + "cd" * 16},
    "renditions": {"renditions": [[320, 400]]},
    "has_avif": {"has_avif": False},
}


@pytest.fixture
def post(alice: User, bob: User) -> Post:
    follow_user(follower=bob, following=alice)
    make_post(alice, caption="Older")
    return make_post(alice, caption="At the lake", photographs=2)


@pytest.fixture
def read(post: Post, alice: User, bob: User, client_of: ClientOf) -> Read:
    """What a visitor, a follower and alice herself get of her profile now."""
    browsers = [Client(), client_of(bob), client_of(alice)]
    return lambda: [profile_in(browser) for browser in browsers]


def test_every_column_of_a_user_is_shown_as_it_is_or_known_not_to_be_shown() -> None:
    columns = {field.name for field in User._meta.concrete_fields}
    assert {*HEADER_FIELDS, *HEAD_FIELDS, *COUNTS} == columns - NOT_SHOWN - ACCESS


@pytest.mark.parametrize("field", USER_CHANGES)
def test_a_changed_user_is_shown_as_they_are(field: str, alice: User, read: Read) -> None:
    assert_shown(read, lambda: User.objects.filter(pk=alice.pk).update(**USER_CHANGES[field]))


@pytest.mark.parametrize("field", POST_CHANGES)
def test_a_changed_post_is_shown_as_it_is(field: str, post: Post, read: Read) -> None:
    assert_shown(read, lambda: Post.objects.filter(pk=post.pk).update(**POST_CHANGES[field]))


@pytest.mark.parametrize("field", MEDIA_CHANGES)
def test_a_changed_photo_is_shown_as_it_is(field: str, post: Post, read: Read) -> None:
    photo = Media.objects.filter(post=post, position=0)
    assert_shown(read, lambda: photo.update(**MEDIA_CHANGES[field]))


def test_what_differs_by_viewer_is_shown_as_it_is(
    post: Post, alice: User, bob: User, carol: User, read: Read
) -> None:
    steps: list[Callable[[], Any]] = [
        lambda: like_post(post=post, user=carol),
        lambda: add_comment(post=post, author=carol, text="Nice"),
        lambda: follow_user(follower=alice, following=bob),
        lambda: add_close_friend(owner=bob, friend=alice),
        lambda: mute_user(muter=bob, muted=alice),
        lambda: Post.objects.filter(pk=post.pk).update(audience="followers"),
        lambda: Media.objects.filter(post=post, position=1).delete(),
        lambda: unfollow_user(follower=bob, following=alice),
        lambda: User.objects.filter(pk=alice.pk).update(bio="@carol takes the photos"),
        lambda: User.objects.filter(pk=carol.pk).update(deactivated_at=NOW),
        lambda: make_post(alice),
        lambda: set_private(user=alice, is_private=True),
        lambda: follow_user(follower=bob, following=alice),
        lambda: block_user(blocker=bob, blocked=alice),
    ]
    for step in steps:
        assert_shown(read, step)


@pytest.mark.parametrize(
    ("take_away", "who"),
    [
        (lambda post, bob: set_private(user=post.author, is_private=True), "visitor"),
        (lambda post, bob: change(post.author, is_active=False), "visitor follower"),
        (lambda post, bob: change(post.author, deactivated_at=NOW), "visitor follower"),
        (lambda post, bob: block_user(blocker=post.author, blocked=bob), "follower"),
        (lambda post, bob: block_user(blocker=bob, blocked=post.author), "follower"),
        (lambda post, bob: change(post, archived_at=NOW), "visitor follower"),
        (lambda post, bob: change(post, deleted_at=NOW), "visitor follower"),
        (lambda post, bob: change(post, audience="followers"), "visitor"),
        (lambda post, bob: change(post, audience="close_friends"), "visitor follower"),
        (lambda post, bob: unfollow_private(post.author, bob), "visitor follower"),
    ],
)
def test_a_kept_tile_that_may_not_be_seen_any_more_is_gone_at_the_next_read(
    take_away: Callable[[Post, User], Any], who: str, post: Post, bob: User, client_of: ClientOf
) -> None:
    browsers = {"visitor": Client(), "follower": client_of(bob)}
    for browser in browsers.values():
        assert post.shortcode in browser.get("/alice/").content.decode()
    take_away(post, bob)
    for name in who.split():
        assert post.shortcode not in browsers[name].get("/alice/").content.decode()


def test_a_tile_for_others_is_not_shown_to_who_saw_its_row_a_moment_ago(post: Post) -> None:
    def change_it() -> None:
        Post.objects.filter(pk=post.pk).update(audience="close_friends")
        Media.objects.filter(post=post).update(alt="For few")

    with changing_after_the_row(change_it):
        page = Client().get("/alice/").content.decode()
    assert "For few" not in page
    assert post.shortcode not in page


def test_viewers_who_meet_the_same_kept_profile_see_each_their_own(
    post: Post, alice: User, bob: User, carol: User, dave: User, client_of: ClientOf
) -> None:
    """Each as with nothing kept, whoever came before."""
    User.objects.filter(pk=alice.pk).update(bio="@bob and @dave")
    Post.objects.filter(pk=post.pk).update(hide_counts=True)
    make_post(alice, audience="followers")
    block_user(blocker=carol, blocked=alice)
    block_user(blocker=dave, blocked=bob)
    User.objects.filter(pk=dave.pk).update(language="de")
    browsers = [Client(), *(client_of(viewer) for viewer in (alice, bob, carol, dave))]
    seen = assert_each_sees_their_own(browsers, profile_in)
    assert len(set(seen)) == len(browsers)


@pytest.mark.parametrize("path", ["/alice/tagged", "/tags/lake/"])
def test_other_grids_show_their_posts_as_they_are(
    path: str, post: Post, alice: User, bob: User, client_of: ClientOf
) -> None:
    post.tagged.create(user=alice, state="approved")
    post.hashtags.create(hashtag=Hashtag.objects.create(name="lake"))
    browser = client_of(bob)

    def read() -> list[str]:
        return [without_tokens(browser.get(path).content.decode())]

    assert post.shortcode in read()[0]
    assert_shown(read, lambda: Post.objects.filter(pk=post.pk).update(likes_count=5))
    assert_shown(read, lambda: Media.objects.filter(post=post).update(alt="Another"))
    Post.objects.filter(pk=post.pk).update(audience="close_friends")
    assert post.shortcode not in read()[0]


def test_a_profile_whose_parts_are_kept_costs_one_query_for_a_visitor(
    post: Post, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Client().get("/alice/")
    with django_assert_num_queries(1):  # the profile with its posts
        assert post.shortcode in Client().get("/alice/").content.decode()


def test_ones_own_profile_costs_no_more_with_many_posts(
    post: Post, alice: User, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        make_post(alice)
    browser = client_of(alice)
    browser.get("/alice/")
    # session with viewer · the profile with its posts · unread conversations
    with django_assert_num_queries(3):
        browser.get("/alice/")


def profile_in(browser: Client) -> str:
    return without_tokens(browser.get("/alice/").content.decode())


def without_tokens(page: str) -> str:
    page = re.sub(r'nonce="[^"]*"', "", page)
    return re.sub(r'((?:csrfmiddlewaretoken" value=|"X-CSRFToken": )")\w+"', r"\1", page)


def change(row: Post | User, **values: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


def unfollow_private(author: User, follower: User) -> None:
    set_private(user=author, is_private=True)
    unfollow_user(follower=follower, following=author)
