"""Coming last: what must wait until all others who were told of an event are done."""

from core.models import Delivery
from core.outbox.events import Event
from core.outbox.subscribers import Later, Subscriber

PAUSE = 5.0


def wait_for_others(event: Event, subscriber: Subscriber) -> None:
    """Raises Later while another subscriber of the event has work left, were it put aside."""
    told = Delivery.objects.filter(event=type(event).__name__, payload=event.to_payload())
    if told.exclude(subscriber=subscriber.name).exists():
        raise Later(PAUSE)
