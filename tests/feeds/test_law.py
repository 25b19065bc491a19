"""Random histories: nobody ever sees a wrong feed, and once the work is done, the whole one."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest
from pytest_django import Settings

from accounts.models import User
from accounts.services import suspend_user, unsuspend_user
from accounts.services.leaving import come_back, deactivate_account
from core.errors import NotFoundError
from core.outbox import emit
from core.outbox.deliver import deliver_due
from core.redis import disposable
from feeds import timelines
from posts.events import PostPublished
from posts.models import Post
from posts.services.publish import delete_post
from social.models import Block, Follow, Mute
from social.services import (
    accept_request,
    block_user,
    follow_user,
    mute_user,
    remove_follower,
    set_private,
    unblock_user,
    unfollow_user,
    unmute_user,
)
from tests.conftest import PASSWORD
from tests.factories import make_post
from tests.feeds.test_home import everything, expected

pytestmark = pytest.mark.django_db

STEPS = 60


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
        ]  # fmt: skip
        # Who is blocked meanwhile, or never asked, is not found: nothing happens.
        with suppress(NotFoundError):
            self.random.choice(acts)()

    def post(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            emit(PostPublished(post_id=make_post(self.someone()).pk))

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
        remove_follower(person=person, follower=follower)

    def block(self) -> None:
        blocker, blocked = self.two()
        block_user(blocker=blocker, blocked=blocked)

    def unblock(self) -> None:
        for block in Block.objects.select_related("blocker", "blocked"):
            unblock_user(blocker=block.blocker, blocked=block.blocked)

    def mute(self) -> None:
        muter, muted = self.two()
        mute_user(muter=muter, muted=muted)

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
            come_back(user=person)

    def read(self) -> None:
        everything(self.someone(), limit=self.random.randint(1, 6))

    def push_again(self) -> None:
        """A fan-out that comes late, twice, or to somebody who unfollowed meanwhile."""
        if post := self.some_post():
            timelines.push([self.someone().pk], post.pk)

    def evict(self) -> None:
        timelines.forget(self.someone().pk)

    def flush(self) -> None:
        disposable().flushdb()

    def crash(self) -> None:
        """A reader dies in the middle of a rebuild; its marker stays until it expires."""
        timelines.begin(self.someone().pk)

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
    """The reference: who stands how to whom, row by row."""
    followed = set(Follow.objects.filter(follower=viewer).values_list("following_id", flat=True))
    muted = set(Mute.objects.filter(muter=viewer).values_list("muted_id", flat=True))
    gone = {user.pk for user in User.objects.all() if not user.is_active}
    gone |= {user.pk for user in User.objects.all() if user.deactivated_at and user != viewer}
    authors = (followed - muted | {viewer.pk}) - gone
    posts = Post.objects.filter(state="ready", deleted_at=None).order_by("-id")
    return [post for post in posts if post.author_id in authors]


@pytest.mark.parametrize("seed", range(8))
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
        shown, right = everything(viewer), expected(viewer)
        assert right == by_hand(viewer)
        assert [post for post in right if post in shown] == shown
        history.work()
        assert everything(viewer) == expected(viewer)
