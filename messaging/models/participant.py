from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, viewer: User) -> Self:
        """The seats of `viewer`, each in a conversation that they may see.

        One of two users is hidden while the viewer may not see the other: suspended, deactivated,
        or blocked in either direction. A group stays visible, whatever members it has.
        """
        peer = User.objects.visible_to(viewer).filter(pk=OuterRef("peer"))
        return self.filter(Q(peer=None) | Q(Exists(peer)), user=viewer)


class Participant(models.Model):
    """The seat of a user in a conversation: what of it is theirs alone."""

    class Folder(models.TextChoices):
        INBOX = "inbox"
        # Of strangers. To accept, or to answer, moves it to the inbox.
        REQUESTS = "requests"
        ARCHIVE = "archive"

    pk = models.CompositePrimaryKey("conversation_id", "user_id")
    conversation = models.ForeignKey(
        "messaging.Conversation", models.CASCADE, related_name="participants", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats", db_index=False
    )
    # The other user of a pair.
    peer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", db_index=False
    )
    folder = models.CharField(
        max_length=8, choices=Folder, default=Folder.INBOX, db_default=Folder.INBOX
    )
    is_muted = models.BooleanField(default=False, db_default=False)
    # Messages up to this one have been read.
    read_up_to = models.BigIntegerField(default=0, db_default=0)
    # Messages up to this one do not exist for this user: deleted by them, or older than they are
    # in the group.
    hidden_before = models.BigIntegerField(default=0, db_default=0)
    # As in the conversation: an index on the seats of one user can hold what is unread.
    last_seq = models.BigIntegerField(default=0, db_default=0)
    # Orders the lists; null where nothing is to be listed.
    moved_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(db_default=Now())

    objects = ParticipantQuerySet.as_manager()

    conversation_id: UUID
    user_id: UUID
    peer_id: UUID | None

    class Meta:
        db_table = "participants"
        constraints = [
            models.CheckConstraint(
                condition=Q(read_up_to__lte=F("last_seq")) & Q(hidden_before__lte=F("last_seq")),
                name="participants_read_what_exists",
            )
        ]
        indexes = [
            models.Index(
                fields=["user", "folder", "moved_at", "conversation"], name="participants_list"
            ),
            models.Index(
                fields=["user", "moved_at"],
                name="participants_unread",
                condition=Q(
                    folder="inbox",
                    is_muted=False,
                    moved_at__isnull=False,
                    read_up_to__lt=F("last_seq"),
                ),
            ),
            models.Index(
                fields=["peer", "user"],
                name="participants_pair",
                condition=Q(peer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.conversation_id}"

    @property
    def is_request(self) -> bool:
        return self.folder == self.Folder.REQUESTS

    @property
    def unread_count(self) -> int:
        """Messages since the read marker, unsent ones among them."""
        return self.last_seq - max(self.read_up_to, self.hidden_before)
