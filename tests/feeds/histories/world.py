"""The people of a history, and the check of all their feeds."""

from collections.abc import Callable
from contextlib import suppress
from itertools import permutations
from typing import Any
from uuid import UUID

from django.core.management import call_command
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from accounts.models import User
from core.errors import NotFoundError
from core.redis import disposable
from posts.models import Post
from social.services import follow_user
from tests.factories import make_user
from tests.feeds.histories.oracle import Answer, answers
from tests.feeds.histories.snapshots import undisturbed
from tests.feeds.walks import whole_feed_ids

Pair = tuple[str, str]

NAMES = ["alice", "bob", "carol", "dave", "erin"]
LIMITS = [1, 7, 20]
# After a step every second viewer is checked, by these limits in turn; at the end all, by all.
TURNS = [1, None, 20, None, 7, None, 20, None, 20, None]

names = st.sampled_from(NAMES)
pairs = st.sampled_from(list(permutations(NAMES, 2)))
numbers = st.integers(0, 11)

# 2025-10-09, in milliseconds. Posts come at times of their own, so that a history is repeatable.
BEGINNING = 1_760_000_000_000


class World(RuleBasedStateMachine):
    """Everyone follows the next two and alice, a celebrity, and has posted; no timeline is in
    Redis yet."""

    def __init__(self) -> None:
        super().__init__()
        disposable().flushall()
        self.people = {name: make_user(name) for name in NAMES}
        self.posts: list[Post] = []
        self.now = BEGINNING
        self.ids = 0
        self.checks = 0
        users = list(self.people.values())
        for place, user in enumerate(users):
            for step in (1, 2):
                follow_user(follower=user, following=users[(place + step) % len(users)])
        for user in users[1:]:
            follow_user(follower=user, following=users[0])

    def two(self, pair: Pair) -> tuple[User, User]:
        one, other = pair
        return self.people[one], self.people[other]

    def next_post_id(self, *, after: int = 0, order: int = 0) -> UUID:
        """A UUIDv7 `after` milliseconds later; `order` decides among those of a millisecond."""
        self.now += after
        self.ids += 1
        number = 0b10 << 62 | order << 32 | self.ids
        return UUID(int=self.now << 80 | 7 << 76 | number)

    def post_at(self, number: int) -> Post | None:
        """The newest for 0, and so on."""
        return self.posts[-1 - number % len(self.posts)] if self.posts else None

    def attempt(self, service: Callable[..., object], **arguments: Any) -> None:
        """What is blocked, deleted or was not asked for is not found: nothing happens."""
        with suppress(NotFoundError):
            service(**arguments)

    @invariant()
    def every_feed_is_right(self) -> None:
        """Page by page."""
        self.checks += 1
        right = answers()
        with undisturbed():
            for number, viewer in enumerate(self.people.values(), self.checks):
                if limit := TURNS[number % len(TURNS)]:
                    self.check(viewer, right, limits=[limit])

    def check(self, viewer: User, right: dict[UUID, Answer], *, limits: list[int]) -> None:
        for limit in limits if viewer.pk in right else []:
            shown = whole_feed_ids(viewer, limit=limit)
            assert shown == right[viewer.pk].given(shown), f"{viewer.username}, pages of {limit}"

    def clear(self) -> None:
        call_command("flush", verbosity=0, interactive=False)
