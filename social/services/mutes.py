"""Muting: posts stay out of the muter's home timeline, stories out of the tray, or both.

The muted user is never notified.
"""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.transactions import atomic
from core.errors import DomainError
from core.outbox import emit
from social.events import Muted, Unmuted
from social.models import Mute
from social.services.edges import change_relations, lock_users


class SelfMuteError(DomainError):
    code = "self_mute"
    detail = _("You cannot mute yourself.")


class EmptyMuteError(DomainError):
    code = "empty_mute"
    detail = _("Mute posts, stories or both; to mute neither, unmute.")


@atomic
def mute_user(*, muter: User, muted: User, posts: bool = True, stories: bool | None = True) -> None:
    """Mute exactly what is given; `stories=None` leaves stories as they are. Idempotent.

    Raises SelfMuteError and EmptyMuteError.
    """
    if muter.pk == muted.pk:
        raise SelfMuteError
    lock_users(users=[muter])
    before = Mute.objects.filter(muter=muter, muted=muted).first()
    if stories is None:
        stories = before is not None and before.stories
    if not posts and not stories:
        raise EmptyMuteError
    values = {"posts": posts, "stories": stories}
    Mute.objects.update_or_create(muter=muter, muted=muted, defaults=values)
    _emit_change(muter, muted, before=before is not None and before.posts, after=posts)


@atomic
def unmute_user(*, muter: User, muted: User) -> None:
    """Unmute posts and stories. Idempotent."""
    lock_users(users=[muter])
    before = Mute.objects.filter(muter=muter, muted=muted).first()
    if before is not None:
        before.delete()
        _emit_change(muter, muted, before=before.posts, after=False)


def _emit_change(muter: User, muted: User, *, before: bool, after: bool) -> None:
    """Events are about posts only; the tray of stories reads mutes when it is shown."""
    if before != after:
        change_relations(user=muter)
        event = Muted if after else Unmuted
        emit(event(muter_id=muter.pk, muted_id=muted.pk))
