"""What Schemathesis cannot read in the document: who logs in, and what there is to find.

It loads this module by SCHEMATHESIS_HOOKS; `test_document.py` sets the rest of the environment.
"""

import json
import os
from typing import Any

import httpx
import schemathesis

SITE = os.environ["API_SITE"]
LOGIN = json.loads(os.environ["API_LOGIN"])
# Values of path parameters that lead somewhere.
KNOWN: dict[str, list[str]] = json.loads(os.environ["API_KNOWN"])
PHOTO = bytes.fromhex(os.environ["API_PHOTO"])


class Tokens:
    """Logs in; again after a call that has ended the session."""

    current: str | None = None

    @classmethod
    def get(cls) -> str:
        if cls.current is None:
            response = httpx.post(f"{SITE}/api/v1/auth/login", json=LOGIN, trust_env=False)
            cls.current = response.raise_for_status().json()["access"]
        return cls.current


@schemathesis.auth(refresh_interval=None)
class AccessToken:
    def get(self, case: schemathesis.Case, context: Any) -> str:
        return Tokens.get()

    def set(self, case: schemathesis.Case, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def after_call(context: Any, case: schemathesis.Case, response: Any) -> None:
    """A 401 to our token: a call has ended its session."""
    if response.status_code == 401:
        Tokens.current = None


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    """Half of them lead somewhere."""
    if not isinstance(path_parameters, dict):
        return path_parameters
    return {name: _known(name, value) for name, value in path_parameters.items()}


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Half of the photos are photos."""
    if isinstance(body, dict) and isinstance(file := body.get("file"), bytes) and len(file) % 2:
        return {**body, "file": PHOTO}
    return body


def _known(name: str, value: Any) -> Any:
    known = KNOWN.get(name)
    number = sum(str(value).encode(errors="replace"))
    return known[number // 2 % len(known)] if known and number % 2 else value
