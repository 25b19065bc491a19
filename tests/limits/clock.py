"""A clock to be set, where the counters look at one."""

import pytest


class Clock:
    """`seconds` after an arbitrary moment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        for module in ("shared", "local", "standing"):
            monkeypatch.setattr(f"core.limits.{module}.time", lambda: 1.8e9 + self.seconds)
