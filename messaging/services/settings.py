"""What a user lets others do and know."""

from typing import Any

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from messaging.limits import MESSAGE_ACTIONS
from messaging.models import MessageSettings


def change_message_settings(*, user: User, **changes: Any) -> MessageSettings:
    """Change what is given, fields of MessageSettings. Idempotent. Raises LimitedError."""
    limits.hit(MESSAGE_ACTIONS, by=user.pk)
    return _change(user, changes)


@atomic
def _change(user: User, changes: dict[str, Any]) -> MessageSettings:
    MessageSettings.objects.bulk_create([MessageSettings(user=user)], ignore_conflicts=True)
    changed = MessageSettings.objects.select_for_update().get(user=user)
    for name, value in changes.items():
        setattr(changed, name, value)
    changed.save()
    return changed
