"""Checks the templates: formatted by djangofmt, and no line too long.

The formatter breaks tags and attributes, but no text and no template tag.
"""

import subprocess
import sys
from pathlib import Path

LINE_LENGTH = 120
TEMPLATES = Path("templates")


def main() -> int:
    formatter = Path(sys.executable).with_name("djangofmt")
    formatted = subprocess.run([formatter, "--check", TEMPLATES], check=False).returncode == 0
    long = [line for path in sorted(TEMPLATES.rglob("*.*")) for line in _long_lines(path)]
    for line in long:
        print(line)
    if not formatted:
        print("Run `.venv/bin/djangofmt templates`.")
    return 0 if formatted and not long else 1


def _long_lines(path: Path) -> list[str]:
    return [
        f"{path}:{number}: {len(line)} columns, {LINE_LENGTH} are allowed"
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LINE_LENGTH
    ]


if __name__ == "__main__":
    sys.exit(main())
