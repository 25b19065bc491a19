"""One event loop in a thread of its own for each process: workers and WSGI threads have none."""

import asyncio
import os
from collections.abc import Coroutine
from functools import cache
from threading import Thread
from typing import Any


def run_in_loop(coroutine: Coroutine[Any, Any, None], *, timeout: float) -> None:
    """Run `coroutine` to its end, from any thread. Raises TimeoutError after `timeout` seconds."""
    future = asyncio.run_coroutine_threadsafe(coroutine, _running_loop(os.getpid()))
    try:
        future.result(timeout)
    finally:
        future.cancel()


@cache
def _running_loop(process_id: int) -> asyncio.AbstractEventLoop:
    """By process: a forked worker has the parent's objects, but not its threads."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="event-loop", daemon=True).start()
    return loop
