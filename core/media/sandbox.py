"""Renders images in a separate process, which a hostile file may crash or hang without harm.

The image is the process's stdin and the result its stdout; both are unnamed temporary files. The
process writes no other file, and nothing is left on disk even if both processes are killed.
"""

import errno
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
from core.media.ipc import MalformedResultError, read_result
from core.media.presets import GOOD, Preset
from core.media.rendered import Rendered
from core.media.room import is_full

log = structlog.get_logger()

_ROOT = Path(__file__).resolve().parents[2]
# What Python may need to start, and where it keeps compiled modules: without them each process
# would compile anew. DATABASE_URL and SECRET_KEY are not passed on.
_ENVIRONMENT = (
    "PATH",
    "LD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "PYTHONPYCACHEPREFIX",
    "PYTHONDONTWRITEBYTECODE",
)
_CRASH_SIGNALS = frozenset(
    {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGSYS}
)
_LOGGED_STDERR_BYTES = 2_000


class RenderInterruptedError(Exception):
    """The server is at fault, not the image, such as a kill from outside: retry later."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the sandboxed process. CPU seconds are time on a core, wall seconds elapsed time.

    An image within the upload limits needs at most 1,050 MB of address space (WebP of 64
    megapixels); the slowest one seen (1,440 by 5,760 pixels of noise) took 9 s of CPU time.
    """

    memory_bytes: int = 1280 * 1024**2
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    output_bytes: int = 64 * 1024**2


DEFAULT_LIMITS = Limits()


def render_sandboxed(
    source: IO[bytes], *, preset: Preset = GOOD, limits: Limits = DEFAULT_LIMITS
) -> Rendered:
    """Render all renditions of an untrusted upload; blocks until the process has ended.

    Raises MediaError if the image is at fault (store its `code`, do not retry); if it is not
    (retry), RenderInterruptedError, or OSError where the disk of temporary files is full.
    """
    return _render(source, limits, {"preset": asdict(preset), "square": None})


def crop_sandboxed(
    source: IO[bytes],
    *,
    crop: Crop | None,
    preset: Preset = GOOD,
    limits: Limits = DEFAULT_LIMITS,
) -> Rendered:
    """Render one small square: `crop`, or the middle of the image.

    Raises as `render_sandboxed`.
    """
    square = list(astuple(crop)) if crop else []
    return _render(source, limits, {"preset": asdict(preset), "square": square})


def _render(source: IO[bytes], limits: Limits, options: dict[str, Any]) -> Rendered:
    try:
        with TemporaryFile() as image, TemporaryFile() as output, TemporaryFile() as stderr:
            shutil.copyfileobj(source, image)
            image.seek(0)
            request = _request(options, limits)
            status = _run(request, limits.wall_seconds, image, output, stderr)
            return _result(status, output, stderr)
    except OSError as error:
        if is_full(error):
            raise
        raise RenderInterruptedError(str(error)) from error


def _request(options: dict[str, Any], limits: Limits) -> str:
    return json.dumps(
        {
            **options,
            "limits": {
                "memory_bytes": limits.memory_bytes,
                "cpu_seconds": limits.cpu_seconds,
                "output_bytes": limits.output_bytes,
                "parent": os.getpid(),
            },
        }
    )


def _run(
    request: str, timeout: float, image: IO[bytes], output: IO[bytes], stderr: IO[bytes]
) -> int:
    """The exit status of the process, negative for a signal; it has ended on return."""
    try:
        return subprocess.run(  # noqa: S603 - our own module, no argument from outside
            [sys.executable, "-m", "core.media.render_worker", request],
            cwd=_ROOT,
            env=_environment(),
            stdin=image,
            stdout=output,
            stderr=stderr,
            timeout=timeout,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise TooComplexError from error


def _environment() -> dict[str, str]:
    inherited = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # glibc reserves 64 MB of address space per arena, which would count against RLIMIT_AS.
    return inherited | {"MALLOC_ARENA_MAX": "1", "PYTHONUTF8": "1"}


def _result(status: int, output: IO[bytes], stderr: IO[bytes]) -> Rendered:
    output.seek(0)
    if status == 0:
        return _read_output(output, stderr)
    log.warning("render_died", status=status, stderr=_tail(stderr))
    if -status == signal.SIGXCPU:
        raise TooComplexError
    if -status in _CRASH_SIGNALS:
        raise UnreadableImageError
    if not os.fstatvfs(output.fileno()).f_bavail:
        # It says no more than that it failed; but what it has written is still there.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    raise RenderInterruptedError(f"the process ended with status {status}")


def _read_output(output: IO[bytes], stderr: IO[bytes]) -> Rendered:
    try:
        result = read_result(output)
    except MalformedResultError as error:
        log.warning("render_malformed", stderr=_tail(stderr))
        raise RenderInterruptedError(str(error)) from error
    if isinstance(result, Rendered):
        return result
    log.info("render_refused", code=result.code, stderr=_tail(stderr))
    raise MEDIA_ERRORS.get(result.code, UnreadableImageError)


def _tail(stderr: IO[bytes]) -> str:
    """The end of stderr, for the log only: users never see it."""
    stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - _LOGGED_STDERR_BYTES))
    return stderr.read().decode(errors="replace")
