"""Who may write to whom."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from accounts.models import User
from core.db.conditions import HasRow
from messaging.models import MessageSettings, Participant

Folder, From = Participant.Folder, MessageSettings.From


@dataclass(frozen=True)
class Admission:
    """What becomes of what a sender writes to this user: it is refused, or lands in a folder."""

    user: User
    is_refused: bool
    folder: Participant.Folder


def admissions(*, sender: User, user_ids: Collection[UUID]) -> list[Admission]:
    """For each of the users; one query.

    Whom they have accepted, or follow, comes to their inbox; anyone else is a request. Their
    setting decides who may begin: it ends no conversation that they have accepted.
    """
    accepted = Participant.objects.filter(user=OuterRef("pk"), peer=sender, last_seq__gt=0)
    users = User.objects.filter(pk__in=user_ids).annotate(
        accepts_sender=Exists(accepted.exclude(folder=Folder.REQUESTS)),
        follows_sender=HasRow("social.Follow", follower=F("pk"), following=sender.pk),
        messages_from=F("message_settings__messages_from"),
    )
    return [_admission(user) for user in users]


def _admission(user: User) -> Admission:
    accepts, follows = user.accepts_sender, user.follows_sender  # type: ignore[attr-defined]
    chosen = user.messages_from or From.EVERYONE  # type: ignore[attr-defined]
    begins = chosen == From.EVERYONE or (chosen == From.FOLLOWING and follows)
    is_known = accepts or follows
    return Admission(
        user,
        is_refused=not accepts and not begins,
        folder=Folder.INBOX if is_known else Folder.REQUESTS,
    )
