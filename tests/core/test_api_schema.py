"""The OpenAPI document."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_schema_is_made_without_a_warning(tmp_path: Path) -> None:
    """The command exits at the first warning."""
    made = tmp_path / "schema.yaml"
    call_command("spectacular", file=str(made), validate=True, fail_on_warn=True)
    text = made.read_text()
    assert text.startswith("openapi: 3.1.0")
    assert "/api/v1/posts/{key}" in text


def test_schema_and_documentation_are_open_to_anyone(client: Client) -> None:
    schema = client.get("/api/schema")
    assert schema.status_code == 200
    assert b"/api/v1/feed" in schema.content
    assert client.get("/api/docs").status_code == 200


@pytest.fixture
def calls(client: Client) -> dict[str, Any]:
    """What the document says of each call: `calls["get /feed"]`."""
    schema = client.get("/api/schema", headers={"Accept": "application/json"}).json()
    return {
        f"{method} {path.removeprefix('/api/v1')}": call
        for path, methods in schema["paths"].items()
        for method, call in methods.items()
    }


def test_lists_are_described_in_pages(calls: dict[str, Any]) -> None:
    feed = calls["get /feed"]
    assert {each["name"] for each in feed["parameters"]} == {"cursor", "limit"}
    shape = feed["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert shape.endswith("/PaginatedPostList")


def test_every_call_says_with_which_errors_it_responds(calls: dict[str, Any]) -> None:
    everywhere = {"400", "406", "429", "500", "503"}
    for name, call in calls.items():
        known = call["responses"].keys()
        assert everywhere <= known, name
        needs_user = {"accessToken": []} in call["security"]
        assert "401" in known or not needs_user, name
        assert name.startswith("get ") or {"403", "409", "413", "415"} <= known, name


def test_taking_back_a_like_or_a_save_responds_with_the_state(calls: dict[str, Any]) -> None:
    for name in ("posts/{key}/like", "posts/{key}/save", "comments/{comment_id}/like"):
        assert {"200", "204"} & calls[f"delete /{name}"]["responses"].keys() == {"200"}


def test_deleting_the_account_needs_the_password(calls: dict[str, Any]) -> None:
    assert calls["delete /users/me"]["requestBody"]["required"]


def test_authenticated_writes_accept_an_idempotency_key(calls: dict[str, Any]) -> None:
    keyed = {
        name
        for name, call in calls.items()
        if any(each["name"] == "Idempotency-Key" for each in call.get("parameters", []))
    }
    assert {"post /posts", "delete /posts/{key}", "post /media"} <= keyed
    assert {
        "get /posts/{key}",
        "post /auth/login",
        "post /auth/logout",
        "post /realtime/ticket",
    }.isdisjoint(keyed)
