"""What the person sees: one calm line for each step, with its seconds."""

import shutil
import sys
import time

_NAME_WIDTH = 11
_TEXT_WIDTH = 56


def say(text: str = "") -> None:
    _write(text + "\n")


def complain(text: str) -> None:
    """A sentence for standard error."""
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass


class Step:
    """One line. On a terminal it shows at once what goes on; in a log only what came of it."""

    def __init__(self, name: str, doing: str = "", *, slow: bool = False) -> None:
        self.name = name
        self.began = time.monotonic()
        self._live = is_terminal()
        if doing and self._live:
            self.show(doing)
        elif doing and slow:
            say(f"  {name:<{_NAME_WIDTH}} {doing} …")

    def show(self, doing: str) -> None:
        """Rewrites the line in place with the seconds so far; silent in a log."""
        if self._live:
            line = self._line(doing + " …")
            _write("\r\033[K" + line[: shutil.get_terminal_size().columns - 1])

    def done(self, result: str) -> None:
        _write(("\r\033[K" if self._live else "") + self._line(result) + "\n")

    def gave_up(self) -> None:
        if self._live:
            _write("\r\033[K")

    def _line(self, text: str) -> str:
        seconds = time.monotonic() - self.began
        return f"  {self.name:<{_NAME_WIDTH}} {text:<{_TEXT_WIDTH}} {seconds:5.1f} s"


def is_terminal() -> bool:
    return sys.stdout.isatty()


def _write(text: str) -> None:
    # The terminal may be gone (SIGHUP, `| head`); stopping in good order matters more.
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError):
        pass
