"""What the children wrote, for the moment when one of them fails."""

from pathlib import Path

from deploy.local.home import shortened


def ending(log: Path, lines: int = 1) -> str:
    """The last lines, and where the rest is."""
    return f"{tail(log, lines)}\nThe whole log: {shortened(log)}"


def tail(log: Path, lines: int) -> str:
    try:
        text = log.read_text(errors="replace")
    except OSError:
        return ""
    written = [line for line in text.splitlines() if line.strip()]
    return "\n".join(written[-lines:])
