"""Conversations and messages, by the API."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from rest_framework.test import APIClient

from accounts.models import User
from tests.relations import follow

ApiOf = Callable[[User], APIClient]
CONVERSATIONS = "/api/v1/conversations"


def path(conversation: str | UUID, what: str = "") -> str:
    return f"{CONVERSATIONS}/{conversation}{what and '/'}{what}"


def send_json(method: Callable[..., Any], url: str, body: Any) -> Any:
    """With a body of JSON, in which half a surrogate pair may stand."""
    return method(url, json.dumps(body), content_type="application/json")


def start(app: APIClient, *usernames: str, **more: Any) -> str:
    """The id of a conversation with these users."""
    response = app.post(CONVERSATIONS, {"usernames": usernames, **more}, format="json")
    assert response.status_code in {200, 201}, response.content
    found: str = response.json()["id"]
    return found


def send(app: APIClient, conversation: str, text: str = "Hello", **more: Any) -> Any:
    body = {"client_id": str(uuid4()), "text": text, **more}
    return app.post(path(conversation, "messages"), body, format="json")


def sent(app: APIClient, conversation: str, text: str = "Hello", **more: Any) -> Any:
    """The message that was sent."""
    response = send(app, conversation, text, **more)
    assert response.status_code == 201, response.content
    return response.json()


def texts(app: APIClient, conversation: str, query: str = "") -> list[str]:
    response = app.get(path(conversation, "messages") + query)
    assert response.status_code == 200, response.content
    return [each["text"] for each in response.json()["results"]]


def listed(app: APIClient, query: str = "") -> list[str]:
    """The ids of a list of conversations."""
    response = app.get(f"{CONVERSATIONS}{query}")
    assert response.status_code == 200, response.content
    return [each["id"] for each in response.json()["results"]]


def befriend(*users: User) -> None:
    """All follow each other: no one is a stranger."""
    for one in users:
        for other in users:
            if one != other:
                follow(one, other)
