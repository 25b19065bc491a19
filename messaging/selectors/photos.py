"""Photos in messages."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from messaging.models import Message


def photos_shown_to(viewer: User) -> Q:
    """The rule of messages for `Media.objects.visible_to`: whoever reads the message sees its
    photo, but not in a request that they have not accepted."""
    opened = Message.objects.opened_by(viewer)
    return Q(Exists(opened.filter(media=OuterRef("pk"))))


def find_by_photo(*, media_id: UUID) -> Message | None:
    """The message with this photo, for those who deliver; None if it was unsent."""
    return Message.objects.filter(media=media_id).first()
