"""Runs `render` in a child process that a hostile picture may crash, fill or hang.

The child gets the picture as stdin and answers on stdout, both of them unnamed temporary files:
it writes nowhere else, and nothing is left behind even when both processes are killed.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import structlog

from core.media.crop import Crop
from core.media.errors import MEDIA_ERRORS, TooComplexError, UnreadableImageError
from core.media.presets import GOOD, Preset
from core.media.rendered import Rendered
from core.media.wire import MalformedAnswerError, read_answer

log = structlog.get_logger()

_ROOT = Path(__file__).resolve().parents[2]
# What a Python may need to start. Above all no DATABASE_URL and no SECRET_KEY.
_INHERITED = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")
_CRASHES = frozenset(
    {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGSYS}
)


class RenderInterruptedError(Exception):
    """The machine failed, not the picture (disk full, killed from outside): try again later."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For the child alone. CPU seconds are of work, wall seconds also count waiting for a core.

    The hungriest picture that is allowed (WebP of 50 megapixels) needs 890 MB of address space;
    the slowest seen (1,440 by 5,760 pixels of pure noise) 9 s of work.
    """

    memory_bytes: int = 1280 * 1024**2
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    output_bytes: int = 64 * 1024**2


DEFAULT_LIMITS = Limits()


def render_sandboxed(
    source: IO[bytes], *, preset: Preset = GOOD, limits: Limits = DEFAULT_LIMITS
) -> Rendered:
    """Render an upload of unknown intentions; blocks until the child is done or dead.

    Raises MediaError when the picture is at fault (keep its `code`, do not retry), and
    RenderInterruptedError when it is not (retry).
    """
    return _ordered(source, limits, {"preset": asdict(preset), "square": None})


def cut_sandboxed(
    source: IO[bytes],
    *,
    crop: Crop | None,
    preset: Preset = GOOD,
    limits: Limits = DEFAULT_LIMITS,
) -> Rendered:
    """The same for one small square, of the middle where no `crop` says which."""
    square = list(astuple(crop)) if crop else []
    return _ordered(source, limits, {"preset": asdict(preset), "square": square})


def _ordered(source: IO[bytes], limits: Limits, wishes: dict[str, Any]) -> Rendered:
    try:
        with TemporaryFile() as picture, TemporaryFile() as answer, TemporaryFile() as noise:
            shutil.copyfileobj(source, picture)
            picture.seek(0)
            status = _run(_order(wishes, limits), limits.wall_seconds, picture, answer, noise)
            return _outcome(status, answer, noise)
    except OSError as error:
        raise RenderInterruptedError(str(error)) from error


def _order(wishes: dict[str, Any], limits: Limits) -> str:
    return json.dumps(
        {
            **wishes,
            "limits": {
                "memory_bytes": limits.memory_bytes,
                "cpu_seconds": limits.cpu_seconds,
                "output_bytes": limits.output_bytes,
                "parent": os.getpid(),
            },
        }
    )


def _run(
    order: str, seconds: float, picture: IO[bytes], answer: IO[bytes], noise: IO[bytes]
) -> int:
    """The child's exit status, negative for a signal. It is dead when this returns."""
    try:
        return subprocess.run(  # noqa: S603 - our own module, and no word of it from outside
            [sys.executable, "-m", "core.media.render_worker", order],
            cwd=_ROOT,
            env=_environment(),
            stdin=picture,
            stdout=answer,
            stderr=noise,
            timeout=seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise TooComplexError from error


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    # glibc reserves 64 MB of address space per arena, which RLIMIT_AS would count.
    return kept | {"MALLOC_ARENA_MAX": "1", "PYTHONUTF8": "1"}


def _outcome(status: int, answer: IO[bytes], noise: IO[bytes]) -> Rendered:
    answer.seek(0)
    if status == 0:
        return _believed(answer, noise)
    log.warning("render_died", status=status, stderr=_last_words(noise))
    if -status == signal.SIGXCPU:
        raise TooComplexError
    if -status in _CRASHES:
        raise UnreadableImageError
    raise RenderInterruptedError(f"the child ended with {status}")


def _believed(answer: IO[bytes], noise: IO[bytes]) -> Rendered:
    try:
        result = read_answer(answer)
    except MalformedAnswerError as error:
        log.warning("render_malformed", stderr=_last_words(noise))
        raise RenderInterruptedError(str(error)) from error
    if isinstance(result, Rendered):
        return result
    log.info("render_refused", code=result.code, stderr=_last_words(noise))
    raise MEDIA_ERRORS.get(result.code, UnreadableImageError)


def _last_words(noise: IO[bytes]) -> str:
    """For the log only: never shown to people."""
    noise.seek(max(0, noise.seek(0, os.SEEK_END) - 2_000))
    return noise.read().decode(errors="replace")
