"""A subscriber for tests of the outbox, and events for it."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import override_settings

from core.outbox import Event, Progress, emit, subscriber
from core.outbox.subscribers import clear_subscribers_cache
from posts.events import PostCountsChanged, PostDeleted


class Listener:
    """A subscriber that remembers its events and does what the test wants."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.cursors: list[Any] = []
        self.does: Any = lambda event, progress: None

    def listen(self, event: Event, progress: Progress) -> None:
        self.events.append(event)
        self.cursors.append(progress.cursor)
        self.does(event, progress)


LISTENER = Listener()


@subscriber(queue="default")
def hear(event: PostDeleted, progress: Progress) -> None:
    LISTENER.listen(event, progress)


@subscriber(queue="default", collapses=True)
def hear_once(event: PostCountsChanged, progress: Progress) -> None:
    LISTENER.listen(event, progress)


TABLE = {PostDeleted: [hear], PostCountsChanged: [hear_once]}


@pytest.fixture
def listener() -> Iterator[Listener]:
    """The only subscriber of two events, in the queue `default`."""
    LISTENER.__init__()  # type: ignore[misc] # as new
    with override_settings(OUTBOX_SUBSCRIBERS=f"{__name__}.TABLE"):
        clear_subscribers_cache()
        yield LISTENER
    clear_subscribers_cache()


def send(event: Event | None = None) -> Event:
    event = event or PostDeleted(post_id=uuid4())
    with transaction.atomic():
        emit(event)
    return event
