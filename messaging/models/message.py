from collections.abc import Sequence
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from core.ids import UUID7, UUID7Time
from messaging.models.conversation import Conversation
from messaging.models.participant import Participant
from posts.models import Media, Post

TEXT_MAX_LENGTH = 2000
CLIENT_ID_MAX_LENGTH = 64
EMOJI_MAX_LENGTH = 32
# What the photo of a message is attached to: see `Media.attached_to`.
ATTACHED_TO_MESSAGE = "message"


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, viewer: User) -> Self:
        """The one rule of who reads a message: who takes part in a conversation that they may see,
        from where it begins for them. In a group also what users wrote whom they may not see."""
        return self._of_seats(Participant.objects.visible_to(viewer))

    def opened_by(self, viewer: User) -> Self:
        """Those of `visible_to` that are in no request: `viewer` sees their photos."""
        seats = Participant.objects.visible_to(viewer)
        return self._of_seats(seats.exclude(folder=Participant.Folder.REQUESTS))

    def _of_seats(self, seats: models.QuerySet[Participant]) -> Self:
        begun = seats.filter(
            conversation=OuterRef("conversation"), hidden_before__lt=OuterRef("seq")
        )
        return self.filter(Exists(begun))


class Message(models.Model):
    """What a user wrote in a conversation: a text, a photo, a post or a profile."""

    pk = models.CompositePrimaryKey("conversation_id", "seq")
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="messages", db_index=False
    )
    # 1, 2, 3 … in each conversation, in the order of commits.
    seq = models.BigIntegerField()
    id = models.UUIDField(db_default=UUID7(), editable=False)
    # Null once the account is purged.
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="sent_messages",
        db_index=False,
    )
    # By the sender's choice; the same again is the same message.
    client_id = models.CharField(max_length=CLIENT_ID_MAX_LENGTH)
    text = models.CharField(max_length=TEXT_MAX_LENGTH, blank=True, default="", db_default="")
    # Shared; they may be gone, and each reader sees them only if they may.
    post = models.ForeignKey(
        Post,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    profile = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    # Attached to this message alone. It goes with the account of its owner, and then is missing.
    media = models.ForeignKey(
        Media,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    # The number of the message it replies to, in the same conversation.
    reply_to_seq = models.BigIntegerField(null=True)
    # Unsent: the row keeps its number and nothing else.
    deleted_at = models.DateTimeField(null=True)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = MessageQuerySet.as_manager()

    conversation_id: UUID
    sender_id: UUID | None
    post_id: UUID | None
    profile_id: UUID | None
    media_id: UUID | None
    # Set by `hydrate`: what of it the viewer may see.
    shown_sender: User | None
    shown_post: Post | None
    shown_profile: User | None
    shown_media: Media | None
    replied: "Message | None"
    reactions: "Sequence[Reaction]"

    class Meta:
        db_table = "messages"
        constraints = [
            models.UniqueConstraint(fields=["sender", "client_id"], name="messages_once")
        ]
        indexes = [
            models.Index(fields=["id"], name="messages_by_id"),
            # Every request for the file of a photo looks its message up.
            models.Index(
                fields=["media"], name="messages_by_media", condition=Q(media__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.seq}"


class Reaction(models.Model):
    """One emoji of a user to a message."""

    pk = models.CompositePrimaryKey("conversation_id", "seq", "user_id")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+", db_index=False)
    # Of the message.
    seq = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=EMOJI_MAX_LENGTH)
    created_at = models.DateTimeField(db_default=Now())

    conversation_id: UUID
    user_id: UUID
    # Set by `hydrate`.
    shown_user: User

    class Meta:
        db_table = "message_reactions"

    def __str__(self) -> str:
        return f"{self.emoji} {self.user_id}"
