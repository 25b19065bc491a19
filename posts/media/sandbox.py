"""Runs `render` in a child process that a hostile picture may crash, fill or hang."""

from dataclasses import dataclass
from typing import IO

from posts.media.presets import GOOD, Preset
from posts.media.renditions import Rendered


class RenderInterruptedError(Exception):
    """The machine failed, not the picture (disk full, killed from outside): try again later."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For the child alone."""

    memory_bytes: int = 1024**3
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    output_bytes: int = 64 * 1024**2


def render_sandboxed(
    source: IO[bytes], *, preset: Preset = GOOD, limits: Limits | None = None
) -> Rendered:
    """Render an upload of unknown intentions; blocks until the child is done or dead.

    Raises MediaError when the picture is at fault (keep its `code`, do not retry), and
    RenderInterruptedError when it is not (retry).
    """
    raise NotImplementedError
