"""Declares a subscriber and registers its Celery task."""

from collections.abc import Callable
from typing import Any

from celery import shared_task

from core.outbox.running import run_entry
from core.outbox.subscribers import Progress, Subscriber

Function = Callable[[Any, Progress], None]


def subscriber(
    *, queue: str, collapses: bool = False, **options: Any
) -> Callable[[Function], Subscriber]:
    """Declare a function as a subscriber, run by a Celery task of its own in `queue`.

    The task is called after app and function (`feeds.fan_out_post`) and takes the id of an outbox
    row. `options` are Celery's, such as `time_limit`; see `Subscriber` for the others.
    """

    def register(function: Function) -> Subscriber:
        app = function.__module__.partition(".")[0]
        name = f"{app}.{function.__name__}"
        declared = Subscriber(function, name, queue, collapses, options.get("time_limit"))

        def task(entry_id: int) -> None:
            run_entry(entry_id)

        task.__doc__ = function.__doc__
        as_task: Callable[[Callable[[int], None]], object] = shared_task(name=name, **options)
        as_task(task)
        return declared

    return register
