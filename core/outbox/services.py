"""What a person may do with deliveries."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from core.models import Delivery
from core.outbox import doorbell


def retry_deliveries(*, deliveries: QuerySet[Delivery]) -> int:
    """Give dead letters a fresh set of attempts; how many there were."""
    with transaction.atomic():
        dead = deliveries.filter(dead_at__isnull=False)
        queues = set(dead.values_list("queue", flat=True))
        count = dead.update(dead_at=None, attempts=0, available_at=Now())
    for queue in queues:
        doorbell.ring(queue)
    return count
