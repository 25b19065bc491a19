"""The OpenAPI document."""

from pathlib import Path

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


def test_authenticated_writes_accept_an_idempotency_key(client: Client) -> None:
    schema = client.get("/api/schema", headers={"Accept": "application/json"}).json()
    keyed = {
        f"{method} {path}"
        for path, methods in schema["paths"].items()
        for method, call in methods.items()
        if any(each["name"] == "Idempotency-Key" for each in call.get("parameters", []))
    }
    assert {"post /api/v1/posts", "delete /api/v1/posts/{key}", "post /api/v1/media"} <= keyed
    assert {
        "get /api/v1/posts/{key}",
        "post /api/v1/auth/login",
        "post /api/v1/auth/logout",
    }.isdisjoint(keyed)
    assert "post /api/v1/realtime/ticket" not in keyed
