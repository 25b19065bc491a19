"""The tables of core: outbox, outgoing mail, counted attempts, idempotent responses."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from core.ids import UUID7

# How long the message of a new row may take before it counts as lost.
RESEND_AFTER = timedelta(seconds=3)


class OutboxEntry(models.Model):
    """One event for one subscriber; the row is deleted when the subscriber is done."""

    event = models.CharField(max_length=100)
    payload = models.JSONField()
    # The event and its ids, the same for every row that says the same.
    key = models.CharField(max_length=200, db_default="")
    # The name of the Celery task, too.
    subscriber = models.CharField(max_length=200)
    queue = models.CharField(max_length=20)
    # Of the task within its queue, as Celery has it on Redis: 0 comes first, 9 last.
    priority = models.PositiveSmallIntegerField(db_default=0)
    created_at = models.DateTimeField(db_default=Now())
    # When a worker may take the row: at once, after a pause, or when the lease has run out.
    available_at = models.DateTimeField(db_default=Now())
    # When the task is sent again if no worker has finished the row by then.
    resend_at = models.DateTimeField(db_default=Now() + RESEND_AFTER)
    lease = models.UUIDField(null=True)
    cursor = models.JSONField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    # Since when every run has met an outage.
    outage_since = models.DateTimeField(null=True, editable=False)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "outbox"
        verbose_name_plural = "outbox entries"
        indexes = [
            models.Index(
                fields=["queue", "resend_at"],
                name="outbox_overdue",
                condition=models.Q(dead_at__isnull=True),
            ),
            models.Index(fields=["key"], name="outbox_key"),
            models.Index(
                fields=["dead_at"], name="outbox_dead", condition=models.Q(dead_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.subscriber}"


class OutgoingMail(models.Model):
    """A mail that the mail server has not taken yet."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "outgoing_mail"

    def __str__(self) -> str:
        return self.recipient


class Attempts(models.Model):
    """The latest tries at something that must be counted even while Redis is away; one row for
    each key, whose lock makes many at once wait for each other."""

    # SHA-256 of the limit and of what it counts by.
    key = models.BinaryField(primary_key=True, max_length=32)
    times = ArrayField(models.DateTimeField())
    # When the last of them is too old to count.
    until = models.DateTimeField()

    class Meta:
        db_table = "attempts"
        verbose_name_plural = "attempts"
        indexes = [models.Index(fields=["until"], name="attempts_age")]

    def __str__(self) -> str:
        return f"{len(self.times)} until {self.until}"


class UnclaimedFile(models.Model):
    """A file in the media store that no row refers to yet; see `core/media/unclaimed.py`."""

    class Store(models.TextChoices):
        ORIGINALS = "originals"
        MEDIA = "media"

    key = models.CharField(primary_key=True, max_length=200)
    store = models.CharField(max_length=9, choices=Store)
    created_at = models.DateTimeField(db_default=Now())
    # Whether it is being purged, and cannot be claimed any more.
    is_doomed = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "unclaimed_files"
        indexes = [models.Index(fields=["created_at"], name="unclaimed_files_age")]

    def __str__(self) -> str:
        return self.key


class IdempotentResponse(models.Model):
    """The response to a write with an `Idempotency-Key`, kept for a day."""

    user_id = models.UUIDField()
    key = models.CharField(max_length=255)
    # A keyed digest of method, path and body: another request under the same key is refused.
    request = models.BinaryField(max_length=32)
    # Null only inside the transaction that is still at work.
    status = models.PositiveSmallIntegerField(null=True)
    body = models.BinaryField(null=True)
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "idempotent_answers"
        constraints = [
            models.UniqueConstraint(fields=["user_id", "key"], name="idempotent_answers_key")
        ]
        indexes = [models.Index(fields=["created_at"], name="idempotent_answers_age")]

    def __str__(self) -> str:
        return self.key
