"""How much one web process does at once; docs/limits.md says how they belong together."""

import os

from django.core.exceptions import ImproperlyConfigured

from config import env
from deploy import topology

# granian reads the same variable.
WEB_THREADS = env.integer("GRANIAN_BLOCKING_THREADS", topology.WEB_THREADS)
# A request in work holds a connection.
DATABASE_POOL_SIZE = env.integer("DATABASE_POOL_SIZE", 10)
# Its share of the cores.
_SHARE = max(1, (os.cpu_count() or 1) // topology.WEB_WORKERS)
HASHES_AT_ONCE = env.integer("HASHES_AT_ONCE", _SHARE)
HASHES_WAITING_MAX = 32
# Bodies over 1 MB, which arrive slowly.
UPLOADS_AT_ONCE = 12
UPLOADS_AT_ONCE_PER_USER = 3
# A picture of 64 megapixels takes 1 GB for a moment.
CROPS_AT_ONCE = 2
CROPS_WAITING_MAX = 4
# They answer `/healthz` and refuse what is too much.
THREADS_IN_RESERVE = 8
_ELSEWHERE = sum(
    (
        DATABASE_POOL_SIZE,
        HASHES_AT_ONCE,
        HASHES_WAITING_MAX,
        UPLOADS_AT_ONCE,
        CROPS_AT_ONCE,
        CROPS_WAITING_MAX,
        THREADS_IN_RESERVE,
    )
)
REQUESTS_WAITING_MAX = WEB_THREADS - _ELSEWHERE
# How long a request waits for its turn before it is refused.
WAIT_SECONDS = 8.0

if REQUESTS_WAITING_MAX < 1:
    raise ImproperlyConfigured(
        f"GRANIAN_BLOCKING_THREADS must be at least {_ELSEWHERE + 1} with "
        f"DATABASE_POOL_SIZE={DATABASE_POOL_SIZE} and HASHES_AT_ONCE={HASHES_AT_ONCE}."
    )
