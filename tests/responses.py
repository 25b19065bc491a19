"""Responses of the API, and rows of the outbox."""

from typing import Any, Protocol

from core.models import OutboxEntry


class Response(Protocol):
    @property
    def status_code(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    def json(self) -> Any: ...


def error_of(response: Response, status: int) -> dict[str, Any]:
    """The first error of a refusal by the API, whose shape must be the contract's."""
    assert response.status_code == status, response.content
    body = response.json()
    kinds = {"validation_error", "client_error"} if status < 500 else {"server_error"}
    assert set(body) == {"type", "errors"}
    assert body["type"] in kinds
    assert body["errors"]
    for error in body["errors"]:
        assert set(error) == {"code", "detail", "attr"}
        assert isinstance(error["code"], str)
        assert isinstance(error["detail"], str)
        assert error["attr"] is None or isinstance(error["attr"], str)
    first: dict[str, Any] = body["errors"][0]
    return first


def outbox_payloads(event: str) -> list[dict[str, Any]]:
    """What the outbox holds of an event: the payloads, oldest first, however many listen to it."""
    rows = list(OutboxEntry.objects.filter(event=event).order_by("pk"))
    return [row.payload for row in rows if row.subscriber == rows[0].subscriber]
