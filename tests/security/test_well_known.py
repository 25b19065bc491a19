"""Well-known URLs."""

from datetime import UTC, datetime, timedelta

from django.test import Client
from pytest_django import Settings


def security_txt() -> dict[str, str]:
    response = Client().get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_security_txt_names_a_contact(settings: Settings) -> None:
    settings.SITE_URL = "https://instapro.example:8443"
    fields = security_txt()
    assert fields["Contact"] == "mailto:security@instapro.example"
    assert fields["Canonical"] == "https://instapro.example:8443/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


def test_another_contact_can_be_configured(settings: Settings) -> None:
    settings.SECURITY_CONTACT = "https://report.example/instapro"
    assert security_txt()["Contact"] == "https://report.example/instapro"
