"""What users chose for their direct messages."""

from accounts.models import User
from messaging.models import MessageSettings


def message_settings(*, user: User) -> MessageSettings:
    """The settings of `user`, or the defaults."""
    return MessageSettings.objects.filter(user=user).first() or MessageSettings(user=user)
