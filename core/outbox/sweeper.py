"""Finds rows that nobody finished: the bell was not heard, or the worker died."""

from datetime import timedelta

from django.db.models.functions import Now

from core.models import Delivery
from core.outbox import doorbell

# Younger rows are most likely in good hands.
PATIENCE = timedelta(seconds=2)


def sweep() -> list[str]:
    """Ring for each queue that has overdue rows; answers the queues rung for."""
    overdue = Delivery.objects.filter(dead_at__isnull=True, available_at__lt=Now() - PATIENCE)
    queues = overdue.values_list("queue", flat=True).distinct().order_by("queue")
    return [queue for queue in queues if doorbell.ring(queue)]
