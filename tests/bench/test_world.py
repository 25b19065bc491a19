"""The community of the benchmark is what its description says."""

from collections import Counter

import pytest

from accounts.models import User
from posts.models import Comment, Like, Media, Post, PostHashtag, Save
from social.models import Follow
from tests.bench.viewers import newest_posts
from tests.bench.world import COMMENTS, FOLLOWS_MAX, FOLLOWS_MIN, LIKERS, PHOTOS, World
from tests.factories import NOW

WORLD = World(users=500, posts=1_000, now=NOW)


@pytest.fixture(autouse=True)
def _seeded(db: None) -> None:
    WORLD.seed()


def test_everyone_follows_others_and_is_followed() -> None:
    follows = Follow.objects.values_list("follower_id", "following_id")
    following = Counter(follower for follower, _ in follows)
    followers = Counter(followee for _, followee in follows)

    for counts in (following, followers):
        assert len(counts) == WORLD.users
        assert FOLLOWS_MIN <= min(counts.values()) < max(counts.values()) <= FOLLOWS_MAX
    stored = User.objects.values_list("pk", "following_count", "followers_count")
    assert {(pk, following[pk], followers[pk]) for pk in following} == set(stored)


def test_every_post_has_what_it_counts() -> None:
    assert Media.objects.count() == WORLD.posts * PHOTOS
    assert Like.objects.count() == WORLD.posts * len(LIKERS)
    assert Comment.objects.count() == WORLD.posts * COMMENTS
    assert Save.objects.count() == WORLD.posts // 3
    assert PostHashtag.objects.count() > WORLD.posts
    of_each = Post.objects.values_list("likes_count", "comments_count").distinct()
    assert list(of_each) == [(len(LIKERS), COMMENTS)]
    tagged = PostHashtag.objects.select_related("post", "hashtag")
    assert all(f"#{each.hashtag.name}" in each.post.caption for each in tagged)


def test_nothing_refers_to_what_is_not_there() -> None:
    users, posts = (
        set(User.objects.values_list("pk", flat=True)),
        set(Post.objects.values_list("pk", flat=True)),
    )
    assert {WORLD.user_id(number) for number in range(1, WORLD.users + 1)} == users
    assert set(Post.objects.values_list("author_id", flat=True)) <= users
    assert set(Follow.objects.values_list("following_id", flat=True)) <= users
    for model in (Like, Save):
        assert set(model.objects.values_list("user_id", flat=True)) <= users
        assert set(model.objects.values_list("post_id", flat=True)) <= posts
    for part in (Media, Comment, PostHashtag):
        assert set(part.objects.values_list("post_id", flat=True)) <= posts


def test_a_viewer_follows_some_who_like_what_they_see() -> None:
    viewer = User.objects.get(pk=WORLD.user_id(1))
    shown = newest_posts(viewer, 20)
    followees = Follow.objects.filter(follower=viewer).values("following")
    known = Like.objects.filter(post__in=[post.id for post in shown], user__in=followees)
    assert len(shown) == 20
    of_each = Counter(known.values_list("post", flat=True))
    assert len(of_each) > 10
    assert {post.id: post.known_likers for post in shown if post.known_likers} == of_each
