from collections.abc import Sequence
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from core.ids import UUID7
from messaging.models.participant import Participant

if TYPE_CHECKING:
    from messaging.models.message import Message

# With the founder.
GROUP_MAX = 32
TITLE_MAX_LENGTH = 100


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, viewer: User) -> Self:
        """Those that `viewer` takes part in: see `Participant.objects.visible_to`."""
        seats = Participant.objects.visible_to(viewer).filter(conversation=OuterRef("pk"))
        return self.filter(Exists(seats))


class Conversation(models.Model):
    """Of two users, of which each pair has one, or of a group."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    # The ids of two users, the lower first; null for a group.
    pair = ArrayField(models.UUIDField(), size=2, null=True, unique=True)
    title = models.CharField(max_length=TITLE_MAX_LENGTH, blank=True, default="", db_default="")
    # Who may remove members. When a founder leaves, the member who joined earliest takes over.
    founder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # That of the newest message. Its row is locked to take the next: so numbers have no gap, and
    # are in the order of commits.
    last_seq = models.BigIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField(db_default=Now())

    objects = ConversationQuerySet.as_manager()

    founder_id: UUID | None
    # Set by `read_conversations`.
    seat: Participant
    members: Sequence[Participant]
    last_message: "Message | None"
    # Whether the other of a pair is, as far as the viewer may know.
    online: bool

    class Meta:
        db_table = "conversations"
        constraints = [
            models.CheckConstraint(
                condition=Q(pair=None) | Q(title=""), name="conversations_pairs_have_no_title"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    @property
    def is_group(self) -> bool:
        return self.pair is None
