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
