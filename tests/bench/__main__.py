"""`python -m tests.bench`, on the servers that `python3 manage.py bench` has started for it."""

import argparse
import os
import sys
from pathlib import Path

import django

django.setup()

from deploy.local.home import shortened  # noqa: E402
from deploy.local.terminal import Step, say  # noqa: E402
from tests.bench import committed, report  # noqa: E402
from tests.bench.figures import Row  # noqa: E402
from tests.bench.measuring import Bench  # noqa: E402
from tests.bench.programs import Programs  # noqa: E402
from tests.bench.rows import ROWS, SHORT  # noqa: E402
from tests.bench.world import World  # noqa: E402


def main() -> int:
    options = _options()
    bench = _start(options)
    report.print_head()
    rows: list[Row] = []
    for name in options.rows:
        rows.append(_measure(name, bench, options))
        report.write(options.json, rows, cores=os.cpu_count(), scale=options.scale)
    say(f"\n  The figures are in {shortened(options.json)}")
    if options.accept:
        committed.accept(rows)
    fallen = [row.name for row in rows if options.check and committed.has_fallen(row)]
    if fallen:
        say(f"\n  Fell by more than a third, by processor time: {', '.join(fallen)}")
    return 1 if fallen else 0


def _start(options: argparse.Namespace) -> Bench:
    programs = Programs()
    programs.prepare()
    world = World.of_scale(options.scale)
    step = Step("seed", "creating a community", slow=True)
    world.seed()
    world.vacuum()
    step.done(f"{world.users:,} people, {world.posts:,} posts")
    return Bench(programs, world, rounds=options.rounds, seconds=options.seconds)


def _measure(name: str, bench: Bench, options: argparse.Namespace) -> Row:
    """A row that has fallen is measured once more: the machine may have been busy with more."""
    row = ROWS[name](bench)
    report.print_row(row)
    if options.check and committed.has_fallen(row):
        row = ROWS[name](bench)
        report.print_row(row)
    return row


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py bench")
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--json", type=Path, required=True)
    options = parser.parse_args()
    options.rows = options.rows or list(SHORT if options.short else ROWS)
    options.rounds = options.rounds or (3 if options.short else 5)
    options.seconds = options.seconds or (1.0 if options.short else 3.0)
    if unknown := [name for name in options.rows if name not in ROWS]:
        parser.error(f"There is no row {unknown[0]}. There are: {', '.join(ROWS)}.")
    return options


if __name__ == "__main__":
    sys.exit(main())
