"""`manage.py calibrate_passwords`: a hash should take a quarter of a second."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from accounts.auth.hashers import rounds_for
from deploy.local import environment


@pytest.mark.parametrize(
    ("seconds", "rounds"),
    [
        (0.050, 12), (0.060, 12), (0.065, 12), (0.120, 11), (0.250, 10), (0.030, 13),
        # A machine of today and its successors; a very slow one; one too fast to be true.
        (0.015, 14), (0.004, 16), (2.0, 10), (0.000001, 16),
    ],
)  # fmt: skip
def test_the_cost_is_the_one_nearest_to_a_quarter_of_a_second(seconds: float, rounds: int) -> None:
    assert rounds_for(seconds) == rounds


def test_the_command_prints_a_line_for_the_environment(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    line, words = StringIO(), StringIO()
    call_command("calibrate_passwords", stdout=line, stderr=words)
    rounds = re.fullmatch(r"BCRYPT_ROUNDS=(\d\d)\n", line.getvalue())
    assert rounds
    assert 10 <= int(rounds[1]) <= 16
    assert f"A hash of {rounds[1]} rounds takes" in words.getvalue()
    assert list(tmp_path.iterdir()) == []


def test_the_measured_cost_is_stored_for_the_next_start(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BCRYPT_ROUNDS", raising=False)
    settings.HOME = tmp_path
    environment.save_setting(tmp_path, "BCRYPT_ROUNDS", "99")
    line = StringIO()
    call_command("calibrate_passwords", "--write", stdout=line, stderr=StringIO())
    printed = environment.build(tmp_path, {}, role="web")["BCRYPT_ROUNDS"]
    assert line.getvalue() == f"BCRYPT_ROUNDS={printed}\n"
    assert printed != "99"
    monkeypatch.setenv("BCRYPT_ROUNDS", "13")
    assert environment.build(tmp_path, {}, role="web")["BCRYPT_ROUNDS"] == "13"
