"""`manage.py bench`: how fast the site is, beside floors measured at the same time."""

import os
import sys
from collections.abc import Sequence

from deploy.local.home import find_home
from deploy.local.run_tests import run, temporary_servers

HELP = """\
python3 manage.py bench [ROW …]

Starts servers of its own as `up` does, fills them, and measures the rows beside their floors:

  feed feed-cold           the home timeline by the API, with its timeline in Redis and without
  feed-seam kept-bodies    the page below that timeline, and how much of what is read is kept
  feed-celebrities         the same with authors whose posts are pulled
  home profile permalink   pages
  like comment post        writes
  fanout timeline-bytes    a post's way to 12,000 followers, and what a timeline takes of Redis
  sockets media            a like's way to 100 open sockets, and the renditions of a photo

  --short              some rows with less time for each, as in CI
  --check              fail where a ratio fell by more than a third from the committed one
  --accept             commit to the ratios that are measured
  --scale 10           ten times the users, posts and follows
  --rounds 5           how often each is measured
  --json FILE          where to write the figures, otherwise bench.json in the data folder

docs/performance.md says what each row and its floor is.
"""
_NOT_OURS = ("DATABASE_URL", "REDIS_URL", "REDIS_DURABLE_URL", "REDIS_DISPOSABLE_URL")


def main(arguments: Sequence[str]) -> int:
    figures = find_home().path / "bench.json"
    for name in _NOT_OURS:  # nothing is seeded into the servers of the environment
        os.environ.pop(name, None)
    with temporary_servers(durable=True) as env:
        local = {**env, "DJANGO_SETTINGS_MODULE": "config.settings.local"}
        argv = [sys.executable, "-m", "tests.bench", "--json", str(figures), *arguments]
        return run(argv, local)
