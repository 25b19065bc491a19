"""Muting: somebody's posts stay out of one's own feed, their stories out of the tray, and nobody
is told."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.outbox import emit
from social.events import Muted, Unmuted
from social.models import Mute
from social.services.ties import lock_people


class SelfMuteError(DomainError):
    code = "self_mute"
    detail = _("You cannot mute yourself.")


class EmptyMuteError(DomainError):
    code = "empty_mute"
    detail = _("Mute posts, stories or both; to mute neither, unmute.")


@transaction.atomic
def mute_user(*, muter: User, muted: User, posts: bool = True, stories: bool | None = True) -> None:
    """Mute just this; again is no change. `stories=None` leaves them as they are.

    Raises SelfMuteError and EmptyMuteError.
    """
    if muter.pk == muted.pk:
        raise SelfMuteError
    lock_people(people=[muter])
    before = Mute.objects.filter(muter=muter, muted=muted).first()
    if stories is None:
        stories = before is not None and before.stories
    if not posts and not stories:
        raise EmptyMuteError
    wanted = {"posts": posts, "stories": stories}
    Mute.objects.update_or_create(muter=muter, muted=muted, defaults=wanted)
    _tell(muter, muted, before=before is not None and before.posts, after=posts)


@transaction.atomic
def unmute_user(*, muter: User, muted: User) -> None:
    """Neither posts nor stories are muted then; again is no change."""
    lock_people(people=[muter])
    before = Mute.objects.filter(muter=muter, muted=muted).first()
    if before is not None:
        before.delete()
        _tell(muter, muted, before=before.posts, after=False)


def _tell(muter: User, muted: User, *, before: bool, after: bool) -> None:
    """Events are about what the feed holds; the tray of stories asks when it is read."""
    if before != after:
        event = Muted if after else Unmuted
        emit(event(muter_id=muter.pk, muted_id=muted.pk))
