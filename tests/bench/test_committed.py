"""When a ratio has fallen too far."""

from dataclasses import replace
from pathlib import Path

from tests.bench import committed
from tests.bench.figures import Figures, Row
from tests.bench.rows import SHORT

_FIGURES = Figures(
    per_second=100, p50=1, p99=2, cpu_ms=1, worker_cpu_ms=0, client_cpu_ms=0, bytes=10, requests=9
)
ROW = Row("feed", 0.6, 0.5, measured=_FIGURES, floor=_FIGURES)


def test_a_row_falls_with_more_than_a_third_of_its_processor_ratio(tmp_path: Path) -> None:
    file = tmp_path / "ratios.json"
    assert not committed.has_fallen(ROW, file)

    committed.accept([ROW], file)

    assert not committed.has_fallen(replace(ROW, cpu_ratio=0.34), file)
    assert committed.has_fallen(replace(ROW, cpu_ratio=0.33), file)
    assert not committed.has_fallen(replace(ROW, ratio=0.1), file)
    assert not committed.has_fallen(replace(ROW, name="home", cpu_ratio=0.01), file)


def test_accepting_a_row_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "ratios.json"
    committed.accept([ROW], file)
    committed.accept([replace(ROW, name="home")], file)

    assert committed.has_fallen(replace(ROW, cpu_ratio=0.1), file)


def test_every_row_of_the_short_run_is_committed() -> None:
    for name in SHORT:
        assert committed.has_fallen(replace(ROW, name=name, cpu_ratio=0.0))
