"""Writes that may be sent again: `Idempotency-Key` names one, and its answer is kept for a day.

The claim of the key, all that the write does and its answer are one transaction. A process that
dies leaves none of them, so there is no half-done write and no lease to wait for; whoever sends
the same key meanwhile waits at the unique index.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, connection, transaction
from django.db.models.functions import Now
from django.http import HttpResponse, QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import ConflictError, DomainError
from core.models import IdempotentAnswer

LIFETIME = timedelta(hours=24)
KEY = re.compile(r"[\x20-\x7e]{1,255}")
KEPT_HEADERS = ("Content-Type", "Location")
# They speak of the asker or of the moment and not of the request: the next try may go better.
PASSING = {401, 403, 429}


class BadKeyError(DomainError):
    code = "invalid_idempotency_key"
    detail = _("An Idempotency-Key is 1 to 255 printable ASCII characters.")


class ReusedKeyError(ConflictError):
    code = "idempotency_key_reused"
    detail = _("This Idempotency-Key was sent with another request. Take a new one.")


class BusyError(ConflictError):
    code = "retry"
    detail = _("The first request with this Idempotency-Key is still at work. Try again.")
    retry_after = 1


def key_of(request: Request) -> str | None:
    """The key of a write by somebody who is signed in; None where there is nothing to keep.

    Raises BadKeyError.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or not request.user.is_authenticated or not _may_be_kept(request):
        return None
    if not KEY.fullmatch(key):
        raise BadKeyError
    return key


def answer_once(request: Request, key: str, answer: Callable[[], Response]) -> HttpResponse:
    """`answer()`, or what it answered to the first request with this key.

    Raises ReusedKeyError, and BusyError where the first is not done within the lock timeout.
    """
    # Outside the transaction: this reads the body, which may come slowly.
    digest = _digest(request)
    try:
        with transaction.atomic():
            kept, is_first = _claim(request.user.pk, key, digest)
            return _keep(kept, answer()) if is_first else _repeat(kept, digest)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise BusyError from error
        raise


def forget_old_answers() -> int:
    """Chore: how many were a day old and are gone."""
    return IdempotentAnswer.objects.filter(created_at__lt=Now() - LIFETIME).delete()[0]


def _may_be_kept(request: Request) -> bool:
    call = f"{request.method} {request.path}"
    is_read = request.method in {"GET", "HEAD", "OPTIONS"}
    return not is_read and not re.match(settings.IDEMPOTENCY_NOT_FOR, call)


def _digest(request: Request) -> bytes:
    """The same for the same request, however it was written: boundaries differ between tries.

    With a key of ours, as bodies may be short and private enough to be guessed.
    """
    asked = [request.method, request.get_full_path(), _plain(request.data)]
    return salted_hmac(
        "core.idempotency", json.dumps(asked, sort_keys=True), algorithm="sha256"
    ).digest()


def _plain(data: Any) -> Any:
    if isinstance(data, QueryDict):
        return {name: [_plain(value) for value in values] for name, values in data.lists()}
    return _digest_of_file(data) if isinstance(data, UploadedFile) else data


def _digest_of_file(file: UploadedFile[Any]) -> dict[str, str]:
    """Piece by piece; large ones lie on the disk."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return {"sha256": digest.hexdigest()}


def _claim(user_id: Any, key: str, digest: bytes) -> tuple[IdempotentAnswer, bool]:
    """The key's row, and whether it is new: then nobody else gets past here until we are done."""
    with connection.cursor() as cursor:
        # A photograph on its way to the store takes longer than other transactions may.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '30s'")
    answers = IdempotentAnswer.objects.filter(user_id=user_id, key=key)
    answers.filter(created_at__lt=Now() - LIFETIME).delete()
    return answers.get_or_create(user_id=user_id, key=key, defaults={"request": digest})


def _keep(claimed: IdempotentAnswer, response: Response) -> Response:
    """Failures of ours are undone, and the key is free again."""
    response.render()
    if response.status_code >= 500:
        transaction.set_rollback(True)
    elif response.status_code in PASSING or "Retry-After" in response:
        claimed.delete()
    else:
        claimed.status = response.status_code
        claimed.body = response.content
        claimed.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        claimed.save(update_fields=["status", "body", "headers"])
    return response


def _repeat(kept: IdempotentAnswer, digest: bytes) -> HttpResponse:
    if bytes(kept.request) != digest:
        raise ReusedKeyError
    headers = {**kept.headers, "Idempotent-Replayed": "true"}
    response = HttpResponse(kept.body, status=kept.status, headers=headers)
    if "Content-Type" not in kept.headers:  # 204
        del response["Content-Type"]
    return response
