"""Going private, and public again."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.errors import NotFoundError
from core.outbox import emit
from social.events import WentPublic
from social.models import FollowRequest
from social.services.follows import accept_request
from social.services.ties import lock_people


@transaction.atomic
def set_private(*, user: User, is_private: bool, accept_waiting: bool = True) -> None:
    """Private hides all posts, old ones too, from everybody but followers, at once.

    Those who wait to follow an account that goes public are let in by the worker, or, without
    `accept_waiting`, forgotten at once. Again is no change.
    """
    # Whoever follows at this moment waits for this lock, and then sees how the account stands.
    lock_people(people=[user])
    standing = User.objects.filter(pk=user.pk, is_private=not is_private)
    changed = standing.update(is_private=is_private)
    user.is_private = is_private
    if not changed or is_private:
        return
    if not accept_waiting:
        FollowRequest.objects.filter(following=user).delete()
    emit(WentPublic(user_id=user.pk))


def let_in_waiting(*, user_id: UUID, limit: int = 50) -> bool:
    """Accept the next who wait for a public account, each in a transaction of their own.

    False where nobody waits any more, or the account is private again.
    """
    waiting = FollowRequest.objects.filter(following=user_id, following__is_private=False)
    people = waiting.select_related("follower", "following").order_by("created_at", "follower_id")
    batch = list(people[:limit])
    for request in batch:
        # Whoever took the request back meanwhile is not made to follow.
        with suppress(NotFoundError):
            accept_request(follower=request.follower, following=request.following)
    return bool(batch)
