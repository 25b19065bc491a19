"""`manage.py bench`: how fast the site is, beside floors measured at the same time."""

import sys
from collections.abc import Sequence

from deploy.local.home import find_home
from deploy.local.run_tests import run, temporary_servers

HELP = """\
python3 manage.py bench [ROW …]

Starts servers of its own as `up` does, fills them, and measures the rows beside their floors:

  feed feed-cold                 the home timeline by the API

  --short              some rows with less time for each, as in CI
  --check              fail where a ratio fell by more than a third from the committed one
  --scale 10           ten times the users, posts and follows
  --rounds 5           how often each is measured
  --json FILE          where to write the figures, otherwise bench.json in the data folder

docs/performance.md says what each row and its floor is.
"""


def main(arguments: Sequence[str]) -> int:
    figures = find_home().path / "bench.json"
    with temporary_servers(durable=True) as env:
        local = {**env, "DJANGO_SETTINGS_MODULE": "config.settings.local"}
        argv = [sys.executable, "-m", "tests.bench", "--json", str(figures), *arguments]
        return run(argv, local)
