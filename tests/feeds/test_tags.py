"""Posts with followed tags in the home timeline."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from core.outbox import emit
from core.redis import disposable
from feeds import timelines
from feeds.home import GREATEST, home_page, serialize_new_posts
from feeds.selectors import tag_ids
from feeds.timelines import Timeline
from posts.events import PostPublished
from posts.models import Post
from posts.services.archiving import archive_post, unarchive_post
from posts.services.editing import edit_post
from posts.services.entities import record_caption
from posts.services.hashtags import follow_tag, unfollow_tag
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    mute_user,
    remove_close_friend,
    set_private,
)
from tests.factories import NOW, make_many_posts, make_post, tag_posts
from tests.feeds.walks import home_of, sql_answer, whole_feed
from tests.relations import KINDS, may_see, relate

pytestmark = pytest.mark.django_db

Deliver = Callable[[], None]


def tagged(author: User, caption: str = "By the #sea", **fields: Any) -> Post:
    post = make_post(author, caption=caption, **fields)
    record_caption(post=post)
    return post


@pytest.mark.parametrize("read_before", [True, False])
def test_posts_of_followed_tags_appear_among_those_of_followees_each_once(
    read_before: bool, alice: User, bob: User, carol: User, settings: Settings
) -> None:
    settings.FEEDS_TIMELINE_LENGTH = 5
    follow_user(follower=bob, following=alice)
    for hours in range(8):
        tagged(alice, "#sea #sky", at=NOW - timedelta(hours=4 * hours))
        tagged(carol, "#sky #sea", at=NOW - timedelta(hours=4 * hours + 1))
        tagged(carol, "#lake", at=NOW - timedelta(hours=4 * hours + 2))
        make_post(bob, at=NOW - timedelta(hours=4 * hours + 3))
    if read_before:
        assert len(whole_feed(bob)) == 16
    follow_tag(follower=bob, name="sea")
    follow_tag(follower=bob, name="sky")
    shown = whole_feed(bob)
    assert len(shown) == 24
    assert shown == sql_answer(bob) == sorted(shown, key=lambda post: post.pk, reverse=True)
    assert whole_feed(bob, limit=1) == shown
    disposable().flushdb()
    assert whole_feed(bob) == shown


def test_the_timeline_in_redis_holds_none_of_them(alice: User, bob: User) -> None:
    follow_tag(follower=bob, name="sea")
    post = tagged(alice)
    assert home_of(bob) == [post]
    held = timelines.read(bob.pk)
    assert isinstance(held, Timeline)
    assert held.ids == []
    unfollow_tag(follower=bob, name="sea")
    assert home_of(bob) == []


def test_a_post_whose_caption_loses_the_tag_leaves_the_feed(alice: User, bob: User) -> None:
    follow_tag(follower=bob, name="sea")
    post = tagged(alice)
    assert home_of(bob) == [post]
    edit_post(post=post, actor=alice, caption="By the lake")
    assert home_of(bob) == []
    edit_post(post=post, actor=alice, caption="By the #SEA")
    assert home_of(bob) == [post]


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "anonymous"])
def test_the_feed_has_visible_posts_of_unmuted_users(
    kind: str, private: bool, alice: User, bob: User
) -> None:
    asker = relate(kind, bob, alice, private=private)
    assert asker is not None
    follow_tag(follower=asker, name="sea")
    post = tagged(alice)
    seen = may_see(kind, private=private) and kind != "muting"
    assert home_of(asker) == ([post] if seen else [])


def test_muting_stories_alone_leaves_the_posts(alice: User, bob: User) -> None:
    follow_tag(follower=bob, name="sea")
    post = tagged(alice)
    mute_user(muter=bob, muted=alice, posts=False)
    assert home_of(bob) == [post]


@pytest.mark.parametrize("by_tag", [True, False])
def test_archiving_and_the_audience_take_effect_on_the_next_read(
    by_tag: bool, alice: User, bob: User
) -> None:
    if by_tag:
        follow_tag(follower=bob, name="sea")
    else:
        follow_user(follower=bob, following=alice)
    post = tagged(alice)
    assert home_of(bob) == [post]
    archive_post(post=post, actor=alice)
    assert home_of(bob) == home_of(alice) == []
    unarchive_post(post=post, actor=alice)
    assert home_of(bob) == [post]
    edit_post(post=post, actor=alice, audience="close_friends")
    assert home_of(bob) == []
    add_close_friend(owner=alice, friend=bob)
    assert home_of(bob) == [post]
    remove_close_friend(owner=alice, friend=bob)
    assert home_of(bob) == []
    edit_post(post=post, actor=alice, audience="followers")
    assert home_of(bob) == ([] if by_tag else [post])


def test_new_posts_are_counted_with_tagged_and_without_hidden_ones(
    alice: User, bob: User, carol: User, erin: User
) -> None:
    follow_user(follower=bob, following=alice)
    follow_tag(follower=bob, name="sea")
    make_post(alice)
    home_page(viewer=bob)
    tagged(carol)
    tagged(erin)
    set_private(user=erin, is_private=True)
    hidden = tagged(carol, audience="close_friends")
    arrived = make_post(alice)
    make_post(alice, audience="close_friends")
    event = {"type": "feed.new", "post_id": str(arrived.pk)}
    timelines.push([bob.pk], arrived.pk)
    assert serialize_new_posts(bob, event) == {"type": "feed.new", "count": 2}
    unseen = {"type": "feed.new", "post_id": str(hidden.pk)}
    block_user(blocker=bob, blocked=carol)
    assert serialize_new_posts(bob, unseen) == {"type": "feed.new", "count": 1}


def test_a_post_for_close_friends_notifies_no_one_else(
    alice: User, bob: User, deliver: Deliver
) -> None:
    follow_user(follower=bob, following=alice)
    home_page(viewer=bob)
    post = make_post(alice, audience="close_friends")
    with transaction.atomic():
        emit(PostPublished(post_id=post.pk))
    deliver()
    event = {"type": "feed.new", "post_id": str(post.pk)}
    assert serialize_new_posts(bob, event) is None
    add_close_friend(owner=alice, friend=bob)
    assert serialize_new_posts(bob, event) == {"type": "feed.new", "count": 1}


def test_ids_of_tags_are_the_newest_below_the_place_each_once(alice: User, bob: User) -> None:
    for name in ("sea", "sky", "fog"):
        follow_tag(follower=bob, name=name)
    posts = [tagged(alice, caption).pk for caption in ("#sea #sky", "#fog", "#sea #fog", "#lake")]
    newest = [posts[2], posts[1], posts[0]]

    def ids(below: Any, limit: int) -> list[Any]:
        return list(tag_ids(viewer_id=bob.pk, below=below, limit=limit))

    assert ids(GREATEST, 10) == newest
    assert ids(GREATEST, 2) == newest[:2]
    assert ids(posts[2], 10) == newest[1:]
    assert list(tag_ids(viewer_id=alice.pk, below=GREATEST, limit=10)) == []


@pytest.mark.parametrize("by", ["people", "tags"])
@pytest.mark.parametrize("redis", [True, False])
def test_many_hidden_posts_cost_few_queries(by: str, redis: bool, alice: User, bob: User) -> None:
    """2,000 posts for close friends are newer than those that bob sees."""
    follow_tag(follower=bob, name="sea")
    if by == "people":
        follow_user(follower=bob, following=alice)
    seen = [tagged(alice, at=NOW - timedelta(days=9 + place)) for place in range(3)]
    make_many_posts(alice, 2000, before=NOW, audience="close_friends")
    if by == "tags":
        tag_posts(alice, seen[0].hashtags.get().hashtag)
    if redis:
        home_page(viewer=bob)
    else:
        assert timelines.start_rebuild(bob.pk)
    with CaptureQueriesContext(connection) as queries:
        assert home_of(bob, limit=3) == seen
    assert len(queries) <= 12
