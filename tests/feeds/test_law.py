"""Random histories: nobody ever sees a wrong feed, and once the work is done, the whole one."""

from collections.abc import Callable
from random import Random

import pytest
from pytest_django import Settings

from accounts.models import User
from core.outbox import emit
from core.outbox.deliver import deliver_due
from core.redis import disposable
from feeds import timelines
from posts.events import PostPublished
from posts.models import Post
from posts.services.publish import delete_post
from social.services import follow_user, unfollow_user
from tests.factories import make_post
from tests.feeds.test_home import everything, expected

pytestmark = pytest.mark.django_db

STEPS = 40


class History:
    """A small world whose timelines hold four ids, so that trims and floors happen all the time."""

    def __init__(self, seed: int, people: list[User]) -> None:
        self.random = Random(seed)
        self.people = people

    def step(self) -> None:
        acts: list[Callable[[], None]] = [
            self.post, self.post, self.post, self.delete, self.follow, self.follow, self.unfollow,
            self.read, self.read, self.push_again, self.evict, self.flush, self.crash, self.work,
        ]  # fmt: skip
        self.random.choice(acts)()

    def post(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            emit(PostPublished(post_id=make_post(self.someone()).pk))

    def delete(self) -> None:
        if post := self.some_post():
            delete_post(post=post, actor=post.author)

    def follow(self) -> None:
        follower, following = self.random.sample(self.people, 2)
        follow_user(follower=follower, following=following)

    def unfollow(self) -> None:
        follower, following = self.random.sample(self.people, 2)
        unfollow_user(follower=follower, following=following)

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
        deliver_due("fanout")

    def someone(self) -> User:
        return self.random.choice(self.people)

    def some_post(self) -> Post | None:
        posts = list(Post.objects.filter(deleted_at=None).order_by("id"))
        return self.random.choice(posts) if posts else None


@pytest.mark.parametrize("seed", range(6))
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
        assert [post for post in right if post in shown] == shown
        history.work()
        assert everything(viewer) == expected(viewer)
