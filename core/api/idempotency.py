"""`Idempotency-Key`: a write that a client sends again is done once, with the first response.

The claim of the key, the write and its response are one transaction. A process that dies leaves
none of them, so there is no half-done write and no lease to wait for; a parallel request with the
same key waits at the unique index. Slow work belongs before that transaction: see `prepare`.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, transaction
from django.db.models.functions import Now
from django.http import HttpResponse, QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable
from rest_framework.request import Request
from rest_framework.response import Response

from core.db.rows import delete_expired
from core.db.transactions import atomic
from core.errors import ConflictError, DomainError
from core.models import IdempotentResponse

LIFETIME = timedelta(hours=24)
KEY = re.compile(r"[\x20-\x7e]{1,255}")
STORED_HEADERS = ("Content-Type", "Location")
# They depend on the client or the moment, not on the request: the next attempt may succeed.
TRANSIENT = {401, 403, 429}


class InvalidKeyError(DomainError):
    code = "invalid_idempotency_key"
    detail = _("An Idempotency-Key is 1 to 255 printable ASCII characters.")


class ReusedKeyError(ConflictError):
    code = "idempotency_key_reused"
    detail = _("This Idempotency-Key belongs to another request. Use a new one.")


class BusyError(ConflictError):
    code = "retry"
    detail = _("The first request with this Idempotency-Key is still running. Try again.")
    retry_after = 1


def idempotency_key(request: Request) -> str | None:
    """The key of a logged-in user's write; None where nothing is to be stored.

    Raises InvalidKeyError.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or not request.user.is_authenticated or not _is_storable(request):
        return None
    if not KEY.fullmatch(key):
        raise InvalidKeyError
    return key


def respond_once(
    request: Request,
    key: str,
    *,
    prepare: Callable[[], None],
    respond: Callable[[], Response],
    discard: Callable[[], None],
) -> HttpResponse:
    """`respond()`, or its response to the first request with this key.

    `prepare()` runs before, outside the transaction, and `respond()` within it, again where that
    was given up in a deadlock (`core.db.transactions`), which it must raise. `discard()` undoes
    `prepare()` where a parallel request was first. Raises ReusedKeyError, and BusyError where that
    one has not finished within the lock timeout.
    """
    # Outside the transaction: this reads the body, which may arrive slowly.
    digest = _digest(request)
    owner: dict[str, Any] = {"user_id": UUID(str(request.user.pk)), "key": key}
    stored = IdempotentResponse.objects.filter(**owner, created_at__gte=Now() - LIFETIME).first()
    if stored:
        return _replay(stored, digest)
    prepare()
    try:
        claimed, response = _claim_and_respond(respond, digest, owner)
    except OperationalError as error:
        discard()
        if isinstance(error.__cause__, LockNotAvailable):
            raise BusyError from error
        raise
    if response is not None:
        return response
    discard()
    return _replay(claimed, digest)


def purge_expired_responses() -> int:
    """Delete the responses that are a day old; how many."""
    return delete_expired(IdempotentResponse.objects.filter(created_at__lt=Now() - LIFETIME))


def _is_storable(request: Request) -> bool:
    call = f"{request.method} {request.path}"
    is_read = request.method in {"GET", "HEAD", "OPTIONS"}
    return not is_read and not re.match(settings.IDEMPOTENCY_NOT_FOR, call)


def _digest(request: Request) -> bytes:
    """Equal for equal requests, however they were encoded: multipart boundaries differ.

    Keyed, since bodies may be short and private enough to be guessed.
    """
    content = [request.method, request.get_full_path(), _plain(request.data)]
    return salted_hmac(
        "core.api.idempotency", json.dumps(content, sort_keys=True), algorithm="sha256"
    ).digest()


def _plain(data: Any) -> Any:
    if isinstance(data, QueryDict):
        return {name: [_plain(value) for value in values] for name, values in data.lists()}
    return _digest_of_file(data) if isinstance(data, UploadedFile) else data


def _digest_of_file(file: UploadedFile[Any]) -> dict[str, str]:
    """In chunks: large files are on disk."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return {"sha256": digest.hexdigest()}


@atomic
def _claim_and_respond(
    respond: Callable[[], Response], digest: bytes, owner: dict[str, Any]
) -> tuple[IdempotentResponse, Response | None]:
    """None where another request was first."""
    claimed, is_first = _claim(digest, **owner)
    return claimed, _store(claimed, respond()) if is_first else None


def _claim(digest: bytes, **owner: Any) -> tuple[IdempotentResponse, bool]:
    """The key's row, and whether it is new: parallel requests then wait for our commit."""
    IdempotentResponse.objects.filter(**owner, created_at__lt=Now() - LIFETIME).delete()
    return IdempotentResponse.objects.get_or_create(**owner, defaults={"request": digest})


def _store(claimed: IdempotentResponse, response: Response) -> Response:
    """Server errors are rolled back, and the key is free again."""
    response.render()
    if response.status_code >= 500:
        transaction.set_rollback(True)
    elif response.status_code in TRANSIENT or "Retry-After" in response:
        claimed.delete()
    else:
        claimed.status = response.status_code
        claimed.body = response.content
        claimed.headers = {name: response[name] for name in STORED_HEADERS if name in response}
        claimed.save(update_fields=["status", "body", "headers"])
    return response


def _replay(stored: IdempotentResponse, digest: bytes) -> HttpResponse:
    if bytes(stored.request) != digest:
        raise ReusedKeyError
    headers = {**stored.headers, "Idempotent-Replayed": "true"}
    response = HttpResponse(stored.body, status=stored.status, headers=headers)
    if "Content-Type" not in stored.headers:  # 204
        del response["Content-Type"]
    return response
