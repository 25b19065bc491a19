"""Workers and readers: late, repeated, in any order, interrupted."""

from contextlib import suppress
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import rule

from core.models import OutboxEntry
from core.outbox.subscribers import Progress, events_by_name, subscribers_by_name
from feeds import timelines
from feeds.home import HomePage, home_page
from feeds.services import verify_timelines
from tests.feeds.histories.oracle import answers
from tests.feeds.histories.slow import Slow
from tests.feeds.histories.world import LIMITS, World, names, numbers
from tests.outbox import deliver_due, run_task

pauses = st.integers(1, 3)


class WorkerDiedError(Exception):
    pass


class Steps:
    """The progress of work that is not held by a row; the worker dies after the step `last`."""

    def __init__(self, cursor: Any = None, *, last: int = 1_000) -> None:
        self.cursor = cursor
        self._left = last

    def save(self, cursor: Any) -> None:
        self.cursor = cursor
        self._left -= 1
        if self._left == 0:
            raise WorkerDiedError


def run(entry: OutboxEntry, progress: Progress) -> None:
    """What the task of a row does, without the row."""
    event = events_by_name()[entry.event].from_payload(entry.payload)
    subscribers_by_name()[entry.subscriber].function(event, progress)


class Work(World):
    def __init__(self) -> None:
        super().__init__()
        self.done: list[OutboxEntry] = []
        self.slow: list[Slow] = []

    @property
    def waiting(self) -> QuerySet[OutboxEntry]:
        """What may change a timeline."""
        ours = Q(subscriber__startswith="feeds.") | Q(subscriber="social.let_waiting_in")
        return OutboxEntry.objects.filter(ours).order_by("pk")

    def waiting_at(self, number: int) -> OutboxEntry | None:
        entries = list(self.waiting)
        return entries[number % len(entries)] if entries else None

    @rule(number=numbers)
    def work(self, number: int) -> None:
        """Whichever task, the latest before the earliest."""
        if entry := self.waiting_at(number):
            run_task(entry)
            self.done.append(entry)

    @rule()
    def work_all(self) -> None:
        """Letting in those who waited makes work for the timelines."""
        self.done += self.waiting
        for queue in ("default", "fanout"):
            deliver_due(queue)

    @rule()
    def work_newest(self) -> None:
        """A worker that is idle takes a task at once."""
        self.work(-1)

    @rule(number=numbers)
    def work_again(self, number: int) -> None:
        if self.done:
            run(self.done[-1 - number % len(self.done)], Steps())

    @rule(number=numbers)
    def work_and_die(self, number: int) -> None:
        """After a batch; the row remembers where to go on."""
        if entry := self.waiting_at(number):
            steps = Steps(entry.cursor, last=1)
            try:
                run(entry, steps)
            except WorkerDiedError:
                OutboxEntry.objects.filter(pk=entry.pk).update(cursor=steps.cursor)

    @rule(name=names, number=numbers)
    def push(self, name: str, number: int) -> None:
        """By a fan-out that began before the user unfollowed, or the post was deleted."""
        if post := self.post_at(number):
            timelines.push([self.people[name].pk], post.pk)

    @rule(name=names, limit=st.sampled_from(LIMITS))
    def read(self, name: str, limit: int) -> None:
        self.check(self.people[name], answers(), limits=[limit])

    @rule()
    def read_all(self) -> None:
        """From here on everyone has a timeline in Redis."""
        right = answers()
        for user in self.people.values():
            self.check(user, right, limits=[20])

    @rule()
    def verify(self) -> None:
        """Whatever is on its way, verifying finds no timeline that lacks a post."""
        assert verify_timelines(users=len(self.people)).missing == 0

    @rule(name=names, pauses=pauses)
    def begin_to_read(self, name: str, pauses: int) -> None:
        """Goes on with `go_on`, while others read, write and rebuild.

        A reader that rebuilds pauses with the marker set, and with what PostgreSQL answered.
        """
        reading = partial(home_page, viewer=self.people[name], limit=20)
        self.slow.append(Slow(reading, name=name))
        self.go_on(-1, pauses)

    @rule(number=numbers, pauses=pauses)
    def begin_to_work(self, number: int, pauses: int) -> None:
        """A task that another worker may run as well."""
        entries = [*self.waiting, *self.done]
        if entries:
            entry = entries[number % len(entries)]
            self.slow.append(Slow(partial(run, entry, Steps()), name=entry.subscriber))
            self.go_on(-1, pauses)

    @rule(number=numbers, pauses=pauses)
    def go_on(self, number: int, pauses: int) -> None:
        if not self.slow:
            return
        slow = self.slow[number % len(self.slow)]
        slow.go_on(pauses=pauses)
        if slow.is_done:
            self.slow.remove(slow)
            self.check_page(slow)

    def check_page(self, slow: Slow) -> None:
        """It may lack what came while it was read, but shows nothing that is wrong by now."""
        if isinstance(slow.result, HomePage):
            viewer = self.people[slow.name]
            right = answers().get(viewer.pk)
            shown = [row.id for row in slow.result.items]
            if right:
                assert shown == [each for each in right.ids if each in set(shown)]

    def abandon_all(self) -> None:
        """Let go of the threads and connections of slow work, whatever it comes to."""
        for slow in self.slow:
            while not slow.is_done:
                with suppress(Exception):
                    slow.go_on()

    def finish_all(self) -> None:
        """No slow work is left, and no task waits."""
        while self.slow:
            self.go_on(0, 1)
        self.work_all()
        assert not self.waiting.exists()
        self.verify()
