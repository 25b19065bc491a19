"""The ratios that are committed, and which measurements fall short of them."""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.bench.figures import Row

FILE = Path(__file__).with_name("ratios.json")
# A row fails that has lost more than a third.
_KEPT_AT_LEAST = 2 / 3


def has_fallen(row: Row, file: Path = FILE) -> bool:
    """By processor time, which a busy machine changes less than rates. False for a row that is
    not committed."""
    committed = _read(file).get(row.name)
    if committed is None or row.cpu_ratio is None:
        return False
    return row.cpu_ratio < committed["cpu_ratio"] * _KEPT_AT_LEAST


def accept(rows: Iterable[Row], file: Path = FILE) -> None:
    """Commits to what was measured, and leaves the other rows as they are."""
    measured = {
        row.name: {"ratio": round(row.ratio, 4), "cpu_ratio": round(row.cpu_ratio, 4)}
        for row in rows
        if row.ratio is not None and row.cpu_ratio is not None
    }
    file.write_text(json.dumps({**_read(file), **measured}, indent=2) + "\n")


def _read(file: Path) -> dict[str, dict[str, float]]:
    ratios: dict[str, dict[str, float]] = json.loads(file.read_text()) if file.exists() else {}
    return ratios
