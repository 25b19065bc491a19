"""Random histories: no one ever sees a wrong feed, and after the work the complete one."""

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet
from pytest_django import Settings

from accounts.models import User
from accounts.services import suspend_user, unsuspend_user
from accounts.services.leaving import deactivate_account, reactivate_account
from core.errors import NotFoundError
from core.outbox import emit
from core.redis import disposable
from feeds import timelines
from posts.events import PostPublished
from posts.models import HashtagFollow, Post, PostHashtag
from posts.services.archiving import archive_post, unarchive_post
from posts.services.deleting import delete_post
from posts.services.editing import edit_post
from posts.services.entities import record_caption
from posts.services.hashtags import follow_tag, unfollow_tag
from social.models import Block, CloseFriend, Follow, Mute
from social.services import (
    accept_request,
    add_close_friend,
    block_user,
    follow_user,
    mute_user,
    remove_close_friend,
    remove_follower,
    set_private,
    unblock_user,
    unfollow_user,
    unmute_user,
)
from tests.factories import PASSWORD, make_post
from tests.feeds.walks import sql_answer, whole_feed
from tests.outbox import deliver_due
from tests.sampling import long

pytestmark = pytest.mark.django_db

STEPS = 80
CAPTIONS = ["", "#sea", "#Sea and #sky", "#sky", "The sea", "#sea #fog #sky"]


class History:
    """A small world whose timelines hold four ids, so that trims and floors happen all the time."""

    def __init__(self, seed: int, people: list[User]) -> None:
        self.random = Random(seed)
        self.people = people

    def step(self) -> None:
        acts: list[Callable[[], None]] = [
            self.post, self.post, self.post, self.delete, self.follow, self.follow, self.unfollow,
            self.read, self.read, self.push_again, self.evict, self.flush, self.crash, self.work,
            self.follow, self.follow, self.accept, self.accept, self.remove, self.block,
            self.unblock, self.unblock, self.mute, self.unmute, self.go_private, self.go_public,
            self.suspend, self.unsuspend, self.go_away, self.come_back,
            self.tag_follow, self.tag_follow, self.tag_unfollow, self.edit, self.edit,
            self.change_audience, self.change_audience, self.archive, self.unarchive,
            self.befriend, self.befriend, self.unfriend, self.mute_stories,
        ]  # fmt: skip
        # Blocked users and missing requests are not found: nothing happens.
        with suppress(NotFoundError):
            self.random.choice(acts)()

    def post(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            audience = self.random.choice([*Post.Audience.values, Post.Audience.PUBLIC])
            caption = self.random.choice(CAPTIONS)
            post = make_post(self.someone(), caption=caption, audience=audience)
            record_caption(post=post)
            emit(PostPublished(post_id=post.pk))

    def delete(self) -> None:
        if post := self.some_post():
            delete_post(post=post, actor=post.author)

    def follow(self) -> None:
        follower, following = self.two()
        follow_user(follower=follower, following=following)

    def unfollow(self) -> None:
        follower, following = self.two()
        unfollow_user(follower=follower, following=following)

    def accept(self) -> None:
        follower, following = self.two()
        accept_request(follower=follower, following=following)

    def remove(self) -> None:
        follower, person = self.two()
        remove_follower(user=person, follower=follower)

    def block(self) -> None:
        blocker, blocked = self.two()
        block_user(blocker=blocker, blocked=blocked)

    def unblock(self) -> None:
        for block in Block.objects.select_related("blocker", "blocked"):
            unblock_user(blocker=block.blocker, blocked=block.blocked)

    def mute(self) -> None:
        muter, muted = self.two()
        mute_user(muter=muter, muted=muted)

    def mute_stories(self) -> None:
        muter, muted = self.two()
        mute_user(muter=muter, muted=muted, posts=False)

    def unmute(self) -> None:
        for mute in Mute.objects.select_related("muter", "muted"):
            unmute_user(muter=mute.muter, muted=mute.muted)

    def go_private(self) -> None:
        set_private(user=self.someone(), is_private=True)

    def go_public(self) -> None:
        accept = self.random.choice([True, False])
        set_private(user=self.someone(), is_private=False, accept_waiting=accept)

    def suspend(self) -> None:
        suspend_user(user=self.someone())

    def unsuspend(self) -> None:
        for person in self.people:
            unsuspend_user(user=person)

    def go_away(self) -> None:
        deactivate_account(user=self.someone(), password=PASSWORD)

    def come_back(self) -> None:
        for person in self.people:
            reactivate_account(user=person)

    def tag_follow(self) -> None:
        follow_tag(follower=self.someone(), name=self.random.choice(["sea", "sky", "fog"]))

    def tag_unfollow(self) -> None:
        unfollow_tag(follower=self.someone(), name=self.random.choice(["sea", "sky", "fog"]))

    def edit(self) -> None:
        if post := self.some_post():
            edit_post(post=post, actor=post.author, caption=self.random.choice(CAPTIONS))

    def change_audience(self) -> None:
        if post := self.some_post():
            audience = self.random.choice(Post.Audience.values)
            edit_post(post=post, actor=post.author, audience=audience)

    def archive(self) -> None:
        if post := self.some_post():
            archive_post(post=post, actor=post.author)

    def unarchive(self) -> None:
        for post in Post.objects.filter(archived_at__isnull=False, deleted_at=None):
            unarchive_post(post=post, actor=post.author)

    def befriend(self) -> None:
        owner, friend = self.two()
        add_close_friend(owner=owner, friend=friend)

    def unfriend(self) -> None:
        owner, friend = self.two()
        remove_close_friend(owner=owner, friend=friend)

    def read(self) -> None:
        whole_feed(self.someone(), limit=self.random.randint(1, 6))

    def push_again(self) -> None:
        """A fan-out that is late, repeated, or to a user who has unfollowed."""
        if post := self.some_post():
            timelines.push([self.someone().pk], post.pk)

    def evict(self) -> None:
        timelines.invalidate(self.someone().pk)

    def flush(self) -> None:
        disposable().flushdb()

    def crash(self) -> None:
        """A reader dies in the middle of a rebuild; its marker stays until it expires."""
        timelines.start_rebuild(self.someone().pk)

    def work(self) -> None:
        """Letting in those who waited makes work for the timelines."""
        for queue in ("default", "fanout"):
            deliver_due(queue)

    def someone(self) -> User:
        return self.random.choice(self.people)

    def two(self) -> tuple[User, User]:
        one, other = self.random.sample(self.people, 2)
        return one, other

    def some_post(self) -> Post | None:
        posts = list(Post.objects.filter(deleted_at=None).order_by("id"))
        return self.random.choice(posts) if posts else None


def by_hand(viewer: User) -> list[Post]:
    """The reference: all relations, row by row."""
    muted = ids(Mute.objects.filter(muter=viewer, posts=True), "muted_id")
    followed = ids(Follow.objects.filter(follower=viewer), "following_id")
    tags = ids(HashtagFollow.objects.filter(user=viewer), "hashtag_id")
    tagged = ids(PostHashtag.objects.filter(hashtag__in=tags), "post_id")
    posts = Post.objects.filter(state="ready", deleted_at=None, archived_at=None)
    return [
        post
        for post in posts.select_related("author").order_by("-id")
        if (post.author == viewer and post.author.is_active)
        or (
            (post.author_id in followed or post.pk in tagged)
            and post.author_id not in muted
            and is_open(viewer, post, followed)
        )
    ]


def is_open(viewer: User, post: Post, followed: set[UUID]) -> bool:
    author = post.author
    apart = Block.objects.filter(blocker__in=[viewer, author], blocked__in=[viewer, author])
    if apart.exists() or not author.is_active or author.deactivated_at:
        return False
    if author.is_private and author.pk not in followed:
        return False
    friends = ids(CloseFriend.objects.filter(friend=viewer), "owner_id")
    chosen = {"followers": followed, "close_friends": friends}
    return post.audience == "public" or author.pk in chosen[post.audience]


def ids(rows: "QuerySet[Any]", name: str) -> set[UUID]:
    return set(rows.values_list(name, flat=True))


@pytest.mark.parametrize("seed", [0, *long(range(1, 24))])
def test_every_feed_equals_the_sql_answer(
    alice: User, bob: User, carol: User, dave: User, settings: Settings, seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.FEEDS_TIMELINE_LENGTH = 4
    settings.FEEDS_FAN_OUT_BATCH = 2
    monkeypatch.setattr(timelines, "TRIM_SLACK", 2)
    people = [alice, bob, carol, dave]
    history = History(seed, people)
    for _ in range(STEPS):
        history.step()
        viewer = history.someone()
        shown, right = whole_feed(viewer), sql_answer(viewer)
        assert right == by_hand(viewer)
        assert [post for post in right if post in shown] == shown
        history.work()
        assert whole_feed(viewer) == sql_answer(viewer)
