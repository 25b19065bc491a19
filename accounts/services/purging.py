"""The end of an account: the row, and all that only accounts knows of."""

from uuid import UUID

from accounts.avatars import id_of
from accounts.events import AvatarReplaced
from accounts.models import User
from core.db.transactions import atomic
from core.outbox import emit


@atomic
def purge_account(*, user_id: UUID) -> None:
    """Delete the row of a user whose purge was started, once the apps above have purged theirs.

    The username is free again. Idempotent; a user whose purge was not started, or whom staff
    have let in again, is left alone.
    """
    gone = User.objects.filter(is_active=False, deactivated_at__isnull=False, erase_at=None)
    user = gone.select_for_update().filter(pk=user_id).first()
    if user is None:
        return
    if user.avatar:
        emit(AvatarReplaced(avatar_id=id_of(user.avatar)))
    user.delete()
