"""Making an account private, or public again."""

from contextlib import suppress
from uuid import UUID

from accounts.models import User
from core.db.transactions import atomic
from core.errors import NotFoundError
from core.outbox import emit
from social.events import WentPublic
from social.models import FollowRequest
from social.services.edges import lock_users
from social.services.follows import accept_request

REQUESTS_BATCH_SIZE = 50


@atomic
def set_private(*, user: User, is_private: bool, accept_waiting: bool = True) -> None:
    """Make the account private or public. Idempotent.

    Private hides all posts, old ones too, from everyone but followers, at once. When the account
    goes public a worker accepts the pending follow requests, or, without `accept_waiting`, they
    are deleted here.
    """
    # A user who follows at this moment waits for this lock, and then reads the new state.
    lock_users(users=[user])
    outdated = User.objects.filter(pk=user.pk, is_private=not is_private)
    changed = outdated.update(is_private=is_private)
    user.is_private = is_private
    if not changed or is_private:
        return
    if not accept_waiting:
        FollowRequest.objects.filter(following=user).delete()
    emit(WentPublic(user_id=user.pk))


def accept_waiting_requests(*, user_id: UUID, limit: int = REQUESTS_BATCH_SIZE) -> bool:
    """Accept the oldest requests to follow a public account, each in its own transaction.

    False if none is left, or the account is private again. Idempotent.
    """
    pending = FollowRequest.objects.filter(following=user_id, following__is_private=False)
    oldest = pending.select_related("follower", "following").order_by("created_at", "follower_id")
    batch = list(oldest[:limit])
    for request in batch:
        # The follower may have withdrawn the request in the meantime.
        with suppress(NotFoundError):
            accept_request(follower=request.follower, following=request.following)
    return bool(batch)
