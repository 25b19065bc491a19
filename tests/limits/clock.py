"""A clock that a test sets, for the stores that use the process's."""

import pytest


class Clock:
    """`seconds` after an arbitrary moment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        for module in ("redis_store", "memory_store"):
            monkeypatch.setattr(f"core.limits.{module}.time", lambda: 1.8e9 + self.seconds)
