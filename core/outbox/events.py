"""Events: what happened, as ids only, because rows may have changed since."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Event:
    """The base of every event; each field of a subclass is a UUID."""

    @property
    def key(self) -> str:
        """The same for two events that say the same: the name, then the ids."""
        return " ".join([type(self).__name__, *self.to_payload().values()])

    def to_payload(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        return cls(**{field.name: UUID(payload[field.name]) for field in fields(cls)})
