"""Every event has a line in the table, and every line a use."""

from django.conf import settings

from config.subscribers import LIVE_EVENTS, SUBSCRIBERS
from core.outbox import Event
from core.outbox.subscribers import events_by_name, subscribers_by_name


def test_every_event_has_subscribers() -> None:
    assert set(Event.__subclasses__()) == set(SUBSCRIBERS)
    assert all(SUBSCRIBERS.values())


def test_names_are_unique_for_they_are_kept_in_rows() -> None:
    assert len(events_by_name()) == len(SUBSCRIBERS)
    named = subscribers_by_name()
    assert {each.function for each in named.values()} == {
        each.function for subscribers in SUBSCRIBERS.values() for each in subscribers
    }


def test_every_queue_exists() -> None:

    queues = {queue.name for queue in settings.CELERY_TASK_QUEUES}
    assert {each.queue for all_ in SUBSCRIBERS.values() for each in all_} <= queues


def test_every_live_event_has_a_serializer() -> None:
    assert set(LIVE_EVENTS) == {
        "feed.new",
        "post.updated",
        "mention.new",
        "tag.new",
        "follow_requests.changed",
        "message.new",
        "message.updated",
        "read",
        "typing",
        "conversation.updated",
        "presence",
    }
