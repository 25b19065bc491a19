"""The table for the terminal, and the figures as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from deploy.local.terminal import say
from tests.bench.measuring import Figures, Row

_COLUMNS = (
    f"{'':<15}{'ratio':>7}{'CPU':>7}{'per s':>10}{'CPU-ms':>9}{'p50':>8}{'p99':>8}{'bytes':>9}"
)


def print_head() -> None:
    say(f"\n{_COLUMNS}")


def print_row(row: Row) -> None:
    say(f"{row.name:<15}{row.ratio:>7.3f}{row.cpu_ratio:>7.3f}{_figures(row.measured)}")
    say(f"{'   floor':<29}{_figures(row.floor)}")


def _figures(figures: Figures) -> str:
    return (
        f"{figures.per_second:>10,.0f}{figures.cpu_ms:>9.2f}{figures.p50:>8.2f}"
        f"{figures.p99:>8.2f}{figures.bytes:>9,.0f}"
    )


def write(file: Path, rows: Iterable[Row], **about: object) -> None:
    figures = {row.name: asdict(row) for row in rows}
    file.write_text(json.dumps({**about, "rows": figures}, indent=2) + "\n")
