"""Running last: what must wait until all other subscribers of an event are done."""

from core.models import OutboxEntry
from core.outbox.events import Event
from core.outbox.subscribers import Retry, Subscriber

PAUSE = 5.0


def run_last(event: Event, subscriber: Subscriber) -> None:
    """Raises Retry while another subscriber of the event has work left, even a dead letter."""
    rows = OutboxEntry.objects.filter(key=event.key)
    if rows.exclude(subscriber=subscriber.name).exists():
        raise Retry(PAUSE)
