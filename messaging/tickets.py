"""One-use tickets that open a socket, in the durable Redis until they are used or expire."""

import secrets
from hashlib import sha256
from uuid import UUID

from core.errors import UnavailableError
from core.redis import RedisError, durable

LIFETIME = 30


def issue_ticket(*, session_id: UUID) -> str:
    """A fresh ticket of 256 random bits. Raises UnavailableError while Redis is away."""
    ticket = secrets.token_urlsafe(32)
    try:
        durable().set(_key(ticket), session_id.bytes, ex=LIFETIME)
    except RedisError as error:
        raise UnavailableError from error
    return ticket


def redeem_ticket(ticket: str) -> UUID | None:
    """The id of the ticket's session, once; None for used, expired and invalid tickets.

    Raises UnavailableError while Redis is away.
    """
    try:
        found = durable().getdel(_key(ticket))
    except RedisError as error:
        raise UnavailableError from error
    return UUID(bytes=found) if isinstance(found, bytes) else None


def _key(ticket: str) -> str:
    """A digest: reading the keys of Redis reveals no ticket, and no key is long."""
    return f"ticket:{sha256(ticket.encode()).hexdigest()}"
