"""Well-known URLs."""

from datetime import UTC, datetime, timedelta

from django.test import Client
from pytest_django import Settings


def told() -> dict[str, str]:
    answer = Client().get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_security_txt_names_a_contact(settings: Settings) -> None:
    settings.SITE_URL = "https://instapro.example:8443"
    said = told()
    assert said["Contact"] == "mailto:security@instapro.example"
    assert said["Canonical"] == "https://instapro.example:8443/.well-known/security.txt"
    left = datetime.fromisoformat(said["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


def test_another_user_can_be_chosen(settings: Settings) -> None:
    settings.SECURITY_CONTACT = "https://report.example/instapro"
    assert told()["Contact"] == "https://report.example/instapro"
