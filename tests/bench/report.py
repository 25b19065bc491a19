"""The table for the terminal, and the figures as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from deploy.local.terminal import say
from tests.bench.figures import Figures, Row

_HEAD = ("ratio", "CPU", "per s", "CPU-ms", "p50", "p99", "bytes")
_WIDTHS = (7, 7, 11, 10, 9, 9, 10)


def print_head() -> None:
    say("\n" + _line("", _HEAD))


def print_row(row: Row) -> None:
    ratios = (_number(row.ratio, 3), _number(row.cpu_ratio, 3))
    say(_line(row.name, (*ratios, *_cells(row.measured))))
    say(_line("  floor", ("", "", *_cells(row.floor))))


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:<14}" + "".join(
        f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)
    )


def _cells(figures: Figures) -> tuple[str, ...]:
    return (
        _number(figures.per_second, 0),
        _number(figures.cpu_ms, 2),
        _number(figures.p50, 2),
        _number(figures.p99, 2),
        _number(figures.bytes, 0),
    )


def _number(value: float | None, decimals: int) -> str:
    return "–" if value is None else f"{value:,.{decimals}f}"


def write(file: Path, rows: Iterable[Row], **about: object) -> None:
    figures = {row.name: asdict(row) for row in rows}
    file.write_text(json.dumps({**about, "rows": figures}, indent=2) + "\n")
