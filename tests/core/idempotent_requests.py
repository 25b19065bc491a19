"""Writes that carry an `Idempotency-Key`."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.files.storage import FileSystemStorage
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from tests.responses import Response

ApiOf = Callable[[User], APIClient]
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
TEXT = {"text": "Lovely light."}
REPLAYED = "Idempotent-Replayed"


def comments_of(post: Post) -> str:
    return f"/api/v1/posts/{post.pk}/comments"


def send(
    api: APIClient, path: str, body: Any = None, *, key: str | None = KEY, method: str = "post"
) -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    return getattr(api, method)(path, body, format="json", headers=headers)


def same(first: Response, second: Response) -> bool:
    return (first.status_code, first.content) == (second.status_code, second.content)


class ObservedStorage(FileSystemStorage):
    """Remembers of each file whether it was stored inside a transaction."""

    in_transaction: ClassVar[list[bool]] = []

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        self.in_transaction.append(connection.in_atomic_block)
        return super().save(name, content, max_length)
