"""Draws the plan's pictures on all cores. The other processes only draw: no database, no files."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import connection, get_context, parent_process

from PIL import Image

from config.demo.people import PORTRAIT
from config.demo.pictures import Frame, avatar, describe, draw
from core.media.placeholder import blurhash_of
from core.media.presets import FAST
from core.media.rendered import Rendered
from core.media.renditions import render_picture


@dataclass(frozen=True)
class Photograph:
    """What an upload would have brought, and what the worker would have made of it."""

    original: bytes
    rendered: Rendered
    alt: str


@dataclass(frozen=True)
class Portrait:
    """Somebody's avatar: one JPEG."""

    content: bytes
    blurhash: str


class Studio:
    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def photographs(self, frames: Sequence[Frame]) -> Iterator[Photograph]:
        """In the order asked for."""
        return self._executor.map(_photograph, frames)

    def portraits(self, frames: Sequence[Frame]) -> Iterator[Portrait]:
        return self._executor.map(_portrait, frames)


@contextmanager
def open_studio() -> Iterator[Studio]:
    """Fresh processes rather than forks: a fork would share our database connection's socket."""
    executor = ProcessPoolExecutor(_cores(), get_context("spawn"), initializer=_settle_in)
    try:
        yield Studio(executor)
    finally:
        executor.shutdown(cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _settle_in() -> None:
    """Ctrl-C is the parent's business; but a parent that was killed cannot end us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _photograph(frame: Frame) -> Photograph:
    picture = draw(frame.kind, frame.seed, frame.size)
    return Photograph(
        original=_jpeg(picture, quality=85),
        rendered=render_picture(picture, preset=FAST),
        alt=describe(frame.kind, frame.seed).alt,
    )


def _portrait(frame: Frame) -> Portrait:
    drawn = frame.kind == PORTRAIT
    picture = avatar(frame.seed) if drawn else draw(frame.kind, frame.seed, frame.size)
    return Portrait(_jpeg(picture, quality=82), blurhash_of(picture))


def _jpeg(picture: Image.Image, *, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
