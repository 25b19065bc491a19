"""The events of core."""

from dataclasses import dataclass
from uuid import UUID

from core.outbox import Event


@dataclass(frozen=True, kw_only=True)
class MailQueued(Event):
    mail_id: UUID
