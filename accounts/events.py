"""What happens to accounts."""

from dataclasses import dataclass
from uuid import UUID

from core.outbox import Event


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """Somebody was signed out somewhere, or everywhere."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountHidden(Event):
    """Somebody is not to be seen any more: suspended, deactivated or on the way to be erased."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountShown(Event):
    """Somebody can be seen again."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountPurgeStarted(Event):
    """The 30 days after a deletion are over: everything of the account has to be purged."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AvatarReplaced(Event):
    """A portrait that nobody has any more; the id is its key's random part."""

    avatar_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailRequested(Event):
    """Somebody asked for a mail to a name or address; whether it is known is found out later."""

    request_id: UUID
