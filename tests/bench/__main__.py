"""`python -m tests.bench`, on the servers that `python3 manage.py bench` has started for it."""

import argparse
import os
import sys
from pathlib import Path

import django

django.setup()

from deploy.local.home import shortened  # noqa: E402
from deploy.local.terminal import Step, say  # noqa: E402
from tests.bench import report  # noqa: E402
from tests.bench.measuring import Bench  # noqa: E402
from tests.bench.programs import Programs  # noqa: E402
from tests.bench.rows import ROWS  # noqa: E402
from tests.bench.world import World  # noqa: E402


def main() -> int:
    options = _options()
    programs = Programs()
    programs.prepare()
    world = World.of_scale(options.scale)
    step = Step("seed", "creating a community", slow=True)
    world.seed()
    world.vacuum()
    step.done(f"{world.users:,} people, {world.posts:,} posts")
    bench = Bench(programs, world, rounds=options.rounds, seconds=options.seconds)
    report.print_head()
    rows = []
    for name in options.rows or ROWS:
        rows.append(ROWS[name](bench))
        report.print_row(rows[-1])
    report.write(options.json, rows, cores=os.cpu_count(), scale=options.scale)
    say(f"\n  The figures are in {shortened(options.json)}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py bench")
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--json", type=Path, required=True)
    options = parser.parse_args()
    if unknown := [name for name in options.rows if name not in ROWS]:
        parser.error(f"There is no row {unknown[0]}. There are: {', '.join(ROWS)}.")
    return options


if __name__ == "__main__":
    sys.exit(main())
