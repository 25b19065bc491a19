"""What the user sees: one line for each step, with its seconds."""

import shutil
import sys
import time
from typing import TextIO

_NAME_WIDTH = 11
_TEXT_WIDTH = 56


def say(text: str = "", *, end: str = "\n") -> None:
    _write(sys.stdout, text + end)


def say_error(text: str) -> None:
    _write(sys.stderr, text + "\n")


def say_about(name: str, text: str) -> None:
    """A line like that of a step, about a part of the whole."""
    say(f"  {name:<{_NAME_WIDTH}} {text}")


class Step:
    """One line. A terminal shows the progress in place; a log gets the result only."""

    def __init__(self, name: str, doing: str = "", *, slow: bool = False) -> None:
        self.name = name
        self.began = time.monotonic()
        self._live = sys.stdout.isatty()
        if doing and self._live:
            self.show(doing)
        elif doing and slow:
            say(f"  {name:<{_NAME_WIDTH}} {doing} …")

    def show(self, doing: str) -> None:
        """Rewrites the line with the seconds so far; no effect in a log."""
        if self._live:
            line = self._line(doing + " …")
            _write(sys.stdout, "\r\033[K" + line[: shutil.get_terminal_size().columns - 1])

    def done(self, result: str) -> None:
        self.clear()
        say(self._line(result))

    def clear(self) -> None:
        if self._live:
            _write(sys.stdout, "\r\033[K")

    def _line(self, text: str) -> str:
        seconds = time.monotonic() - self.began
        return f"  {self.name:<{_NAME_WIDTH}} {text:<{_TEXT_WIDTH}} {seconds:5.1f} s"


def _write(stream: TextIO, text: str) -> None:
    # The terminal may be gone (SIGHUP, `| head`); a clean stop matters more.
    try:
        stream.write(text)
        stream.flush()
    except (OSError, ValueError):
        pass
