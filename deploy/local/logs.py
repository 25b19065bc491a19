"""What the child processes wrote, for the message when one of them fails."""

from pathlib import Path

from deploy.local.home import shortened


def last_lines(log: Path, count: int) -> str:
    """The last lines that are not blank, and where the rest is."""
    return f"{tail(log, count)}\nThe whole log: {shortened(log)}"


def tail(log: Path, count: int) -> str:
    try:
        text = log.read_text(errors="replace")
    except OSError:
        return ""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines[-count:])
