"""What the document does not say: who logs in, and what there is to find.

Schemathesis loads this module by SCHEMATHESIS_HOOKS; `test_document.py` sets the rest of its
environment.
"""

import json
import os
from typing import Any

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
    password, file = body.get("password"), body.get("file")
    # Only in place of what the document allows: a wrong call stays one.
    if isinstance(password, str) and 0 < len(password) < 100:
        body = {**body, "password": _known_value("password", password)}
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
    """In place of three values of four."""
    known = KNOWN.get(name, [])
    number = sum(str(value).encode(errors="replace"))
    return known[number // 4 % len(known)] if known and number % 4 else value
