"""Muting: somebody's posts stay out of one's own feed, and nobody is told."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.outbox import emit
from social.events import Muted, Unmuted
from social.models import Mute
from social.services.ties import wrote

ADD_MUTE = "INSERT INTO mutes (muter_id, muted_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"


class SelfMuteError(DomainError):
    code = "self_mute"
    detail = _("You cannot mute yourself.")


@transaction.atomic
def mute_user(*, muter: User, muted: User) -> None:
    """Again is no change. Raises SelfMuteError."""
    if muter.pk == muted.pk:
        raise SelfMuteError
    if wrote(sql=ADD_MUTE, ids=(muter.pk, muted.pk)):
        emit(Muted(muter_id=muter.pk, muted_id=muted.pk))


@transaction.atomic
def unmute_user(*, muter: User, muted: User) -> None:
    """Again is no change."""
    deleted, _rows = Mute.objects.filter(muter=muter, muted=muted).delete()
    if deleted:
        emit(Unmuted(muter_id=muter.pk, muted_id=muted.pk))
