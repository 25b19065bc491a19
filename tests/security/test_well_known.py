"""Well-known URLs."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
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


@pytest.mark.parametrize(
    ("path", "kind"), [("/favicon.ico", "image/x-icon"), ("/apple-touch-icon.png", "image/png")]
)
def test_icons_are_where_browsers_look_for_them(path: str, kind: str) -> None:
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"].replace("vnd.microsoft.icon", "x-icon") == kind
    assert Image.open(BytesIO(response.getvalue())).width in {48, 180}
