"""Mail on a laptop: files to look at."""

from pathlib import Path

from django.core.mail import EmailMultiAlternatives, get_connection
from pytest_django import Settings


def test_a_mail_becomes_two_files_for_its_owner_alone(tmp_path: Path, settings: Settings) -> None:
    settings.MAIL_FOLDER = tmp_path / "mail"
    message = EmailMultiAlternatives(
        "12345678 is your code: ../../x", "Grüße\n", to=["alice@example.org"]
    )
    message.attach_alternative("<p>Grüße</p>", "text/html")
    connection = get_connection("core.mail.folder_backend.FolderBackend")
    assert connection.send_messages([message, message]) == 2
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".html", ".txt"] * 2
    html, text = files[:2]
    assert text.name.endswith(" 12345678 is your code x.txt")
    assert text.read_text().startswith("From: ")
    assert "To: alice@example.org\nSubject: 12345678 is your code: ../../x\n\nGrüße" in (
        text.read_text()
    )
    assert html.read_text() == "<p>Grüße</p>"
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
