"""What pages of direct messages show, and their forms."""

from typing import Any
from uuid import uuid4

from django.test import Client

from messaging.models import Conversation
from tests.pages import Page


def url(conversation: Conversation, what: str = "") -> str:
    return f"/direct/{conversation.pk}/{what}"


def listed(page: Page) -> list[str]:
    return [each["href"] for each in page.all("a", class_="direct-row")]


def bubbles(page: Page) -> list[str]:
    found = [each for each in page.all("p", class_=None) if "message-bubble" in each["class"]]
    return [" ".join(each.text.split()) for each in found]


def cards(page: Page) -> list[str]:
    """Where the posts and profiles lead that are shown."""
    found = [each for each in page.all("a", class_=None) if "message-card" in each["class"]]
    return [each["href"] for each in found]


def send(browser: Client, path: str, text: str, **more: Any) -> Any:
    return browser.post(path, {"client_id": uuid4().hex, "text": text, **more})
