"""The end of an account: the row, and all that only accounts knows of."""

from uuid import UUID

from django.db import transaction

from accounts.avatars import id_of
from accounts.events import AvatarReplaced
from accounts.models import User
from core.outbox import emit


@transaction.atomic
def erase_account(*, user_id: UUID) -> None:
    """Once the apps above have removed what others count. The name is free again.

    Again, or for somebody whose erasing was not begun, is no change.
    """
    gone = User.objects.filter(deactivated_at__isnull=False, erase_at=None)
    user = gone.select_for_update().filter(pk=user_id).first()
    if user is None:
        return
    if user.avatar:
        emit(AvatarReplaced(avatar_id=id_of(user.avatar)))
    user.delete()
