"""The outbox table: work that must not be lost."""

from django.db import models
from django.db.models.functions import Now


class Delivery(models.Model):
    """One event on its way to one subscriber; the row goes when the subscriber is done."""

    event = models.CharField(max_length=100)
    payload = models.JSONField()
    subscriber = models.CharField(max_length=200)
    queue = models.CharField(max_length=20)
    created_at = models.DateTimeField(db_default=Now())
    # When a worker may take the row: at once, after a pause, or when the lease has run out.
    available_at = models.DateTimeField(db_default=Now())
    lease = models.UUIDField(null=True)
    cursor = models.JSONField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    dead_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "outbox"
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["queue", "available_at"],
                name="outbox_due",
                condition=models.Q(dead_at__isnull=True),
            ),
            models.Index(
                fields=["dead_at"], name="outbox_dead", condition=models.Q(dead_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.subscriber}"
