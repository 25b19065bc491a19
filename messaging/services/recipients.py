"""Those to whom a user wants to write: found by username, and checked against their settings."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import visible_users_by_name
from accounts.validation.usernames import is_username, normalise
from core import limits
from core.errors import ForbiddenError, NotFoundError
from messaging.limits import MESSAGE_REQUESTS
from messaging.models import GROUP_MAX, Participant
from messaging.selectors.admission import Admission, admissions


class NotAcceptedError(ForbiddenError):
    code = "messages_restricted"

    def __init__(self, usernames: Iterable[str]) -> None:
        names = ", ".join(sorted(usernames))
        super().__init__(_("You can't message %s.") % names)


def find_recipients(*, sender: User, usernames: Sequence[str]) -> list[User]:
    """The users of the names, each once, without the sender.

    Raises NotFoundError if `sender` may not see one of them.
    """
    names = dict.fromkeys(map(normalise, usernames[: 2 * GROUP_MAX]))
    if not all(map(is_username, names)):
        raise NotFoundError
    found = visible_users_by_name(viewer=sender, usernames=list(names))
    if found.keys() != names.keys():
        raise NotFoundError
    unique = {user.pk: user for user in found.values() if user.pk != sender.pk}
    return list(unique.values())


def admit(*, sender: User, user_ids: Sequence[UUID]) -> dict[UUID, Participant.Folder]:
    """The folder in which each of them finds what `sender` writes.

    Those for whom it is a request are counted. Raises NotAcceptedError, LimitedError.
    """
    found = admissions(sender=sender, user_ids=user_ids)
    check_admitted(found=found)
    for each in found:
        if each.folder == Participant.Folder.REQUESTS:
            limits.hit(MESSAGE_REQUESTS, by=sender.pk)
    return {each.user.pk: each.folder for each in found}


def check_admitted(*, found: Sequence[Admission]) -> None:
    """Raises NotAcceptedError with the names of those who do not want it."""
    refusing = [each.user.username for each in found if each.is_refused]
    if refusing:
        raise NotAcceptedError(refusing)
