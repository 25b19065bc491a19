"""Events of accounts."""

from dataclasses import dataclass
from uuid import UUID

from core.outbox import Event


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """Some or all sessions of a user were ended."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountHidden(Event):
    """A user was suspended, deactivated, or deleted their account."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountShown(Event):
    """A user is visible again."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountPurgeStarted(Event):
    """The 30 days after a deletion are over: everything of the account has to be purged."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AvatarReplaced(Event):
    """An avatar is no longer in use; the id is the random part of its key."""

    avatar_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailRequested(Event):
    """A mail to a username or address was requested; the worker finds out whether it is known."""

    request_id: UUID
