"""What the document does not say: who logs in, and what there is to find.

Schemathesis loads this module by SCHEMATHESIS_HOOKS; `test_document.py` sets the rest of its
environment.
"""

import json
import os
from typing import Any
from uuid import UUID

import httpx
import schemathesis

LOGIN_URL = os.environ["API_LOGIN_URL"]
LOGIN = json.loads(os.environ["API_LOGIN"])
# Of path parameters and of bodies, values that lead somewhere.
KNOWN: dict[str, list[str]] = json.loads(os.environ["API_KNOWN"])
PHOTO = bytes.fromhex(os.environ["API_PHOTO"])


class Session:
    """Started at the first call, and anew after one that has ended it."""

    access = ""
    refresh = ""

    @classmethod
    def ensure_started(cls) -> None:
        if not cls.access:
            response = httpx.post(LOGIN_URL, json=LOGIN, trust_env=False)
            cls.access = response.raise_for_status().json()["access"]
            cls.refresh = response.cookies["refresh_token"]


@schemathesis.auth(refresh_interval=None)
class AccessToken:
    def get(self, case: "schemathesis.Case[Any]", context: Any) -> str:
        Session.ensure_started()
        return Session.access

    def set(self, case: "schemathesis.Case[Any]", data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def after_call(context: Any, case: "schemathesis.Case[Any]", response: Any) -> None:
    if response.status_code == 401:
        Session.access = ""


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    if not isinstance(path_parameters, dict):
        return path_parameters
    return {name: _known_value(name, value) for name, value in path_parameters.items()}


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    if not isinstance(body, dict):
        return body
    file = body.get("file")
    if "password" in body:
        body = {**body, "password": _known_value("password", body["password"])}
    if isinstance(file, bytes) and len(file) % 2:
        body = {**body, "file": PHOTO}
    return body


@schemathesis.hook
def map_cookies(context: Any, cookies: Any) -> Any:
    Session.ensure_started()
    if isinstance(cookies, dict) and len(str(cookies.get("refresh_token", ""))) % 2:
        return {**cookies, "refresh_token": Session.refresh}
    return cookies


def _known_value(name: str, value: Any) -> Any:
    """In place of three values of four, and only of what the document allows: a wrong call stays
    one."""
    known = KNOWN.get(name, [])
    if not known or not isinstance(value, str) or not 0 < len(value) < 100:
        return value
    if _is_uuid(known[0]) and not _is_uuid(value):
        return value
    number = sum(value.encode(errors="replace"))
    return known[number // 4 % len(known)] if number % 4 else value


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
