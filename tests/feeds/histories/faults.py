"""What may happen to a Redis that is allowed to forget."""

from hypothesis.stateful import rule

from core.redis import disposable
from feeds import timelines
from tests.feeds.histories.snapshots import Stored, put_back, take_snapshot
from tests.feeds.histories.world import World, names, numbers


class Faults(World):
    def __init__(self) -> None:
        super().__init__()
        self.saved: list[Stored] = []

    @rule(name=names, number=numbers)
    def evict(self, name: str, number: int) -> None:
        """A key of the user: evicted, or expired after three weeks without a read."""
        keys = sorted(disposable().scan_iter(f"*{self.people[name].pk.hex}*"))
        if keys:
            disposable().delete(keys[number % len(keys)])

    @rule()
    def flush(self) -> None:
        disposable().flushall()

    @rule()
    def save(self) -> None:
        """What will be on disk, or has come to the replica, when the server dies."""
        self.saved = take_snapshot()

    @rule()
    def restore(self) -> None:
        """By a server that starts from an old append-only file, or a replica that takes over."""
        put_back(self.saved)
        disposable().execute_command("DEBUG", "CHANGE-REPL-ID")  # type: ignore[no-untyped-call]

    @rule(name=names)
    def die_while_rebuilding(self, name: str) -> None:
        """The reader's marker stays."""
        timelines.start_rebuild(self.people[name].pk)
