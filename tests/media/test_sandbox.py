"""Real child processes: what they render, and how little they can break."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

import pytest
from PIL import Image

from core.media.errors import TooComplexError, TooManyPixelsError, UnreadableImageError
from core.media.inspect import inspect_image
from core.media.presets import FAST
from core.media.rendered import Rendered
from core.media.sandbox import (
    DEFAULT_LIMITS,
    RenderInterruptedError,
    crop_sandboxed,
    render_sandboxed,
)
from tests.media.pictures import (
    CORNERS,
    bomb,
    camera_jpeg,
    cornered,
    corners_of,
    encoded,
    opened,
)

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
# libaom at its most careful: keeps a child busy for a minute with a small picture.
SLOW = replace(FAST, avif_speed=0)
BUSY_PICTURE = encoded(Image.effect_noise((900, 900), 90).convert("RGB"), "JPEG")


@pytest.fixture(autouse=True)
def _no_file_or_process_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []
    assert children_of(os.getpid()) == []


def children_of(parent: int) -> list[int]:
    """The render workers among a process's children."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(stat[1]) == parent and b"core.media.render_worker" in command:
            found.append(int(folder.name))
    return found


def eventually(find: Callable[[], T]) -> T:
    """What `find` returns once it is true; fails after 10 s."""
    end = time.monotonic() + 10
    while not (found := find()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)
    return found


def is_confined(child: int) -> bool:
    """The last thing that a child does to itself before it looks at the picture."""
    return "NoNewPrivs:\t1" in Path(f"/proc/{child}/status").read_text()


def busy_child(pool: ThreadPoolExecutor) -> tuple[Future[Rendered], int]:
    """A render under way and the id of its process, seen while it is at work on the picture."""
    future = pool.submit(render_sandboxed, BytesIO(BUSY_PICTURE), preset=SLOW)
    (child,) = eventually(lambda: children_of(os.getpid()))
    eventually(lambda: is_confined(child))
    return future, child


def test_a_child_process_renders_the_same_as_in_process() -> None:
    result = render_sandboxed(BytesIO(encoded(cornered(500, 400), "PNG")), preset=FAST)
    assert (result.width, result.height, result.widths) == (500, 400, [320, 500])
    assert all(corners_of(opened(one.content)) == CORNERS for one in result.renditions)


def test_sixty_four_megapixels_are_rendered() -> None:
    result = render_sandboxed(BytesIO(camera_jpeg(9216, 6912)))
    assert (result.width, result.height) == (6912, 9216)
    largest = opened(result.renditions[-1].content)
    assert (largest.size, corners_of(largest)) == ((1440, 1920), CORNERS)


def test_sixty_four_megapixels_of_the_hungriest_format_fit() -> None:
    content = encoded(Image.new("RGB", (8000, 8000)), "WEBP", lossless=True, method=0, quality=0)
    assert crop_sandboxed(BytesIO(content), crop=None, preset=FAST).width == 8000


def test_a_picture_that_is_broken_behind_a_whole_header_is_unreadable() -> None:
    whole = encoded(Image.effect_noise((300, 200), 90), "PNG")
    middle = len(whole) // 2
    broken = whole[:middle] + bytes(500) + whole[middle + 500 :]
    assert inspect_image(BytesIO(broken)).height == 200
    with pytest.raises(UnreadableImageError):
        render_sandboxed(BytesIO(broken), preset=FAST)


@pytest.mark.parametrize("content", [b"", b"text", b"\xff\xd8\xff\xe0 no more"])
def test_no_picture_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableImageError):
        render_sandboxed(BytesIO(content))


def test_a_bomb_is_refused_in_the_child_as_well() -> None:
    with pytest.raises(TooManyPixelsError):
        render_sandboxed(BytesIO(bomb()))


def test_a_renderer_over_its_memory_limit_fails() -> None:
    grey = encoded(Image.new("L", (7000, 7000)), "PNG", compress_level=1)
    limits = replace(DEFAULT_LIMITS, memory_bytes=110 * 1024**2)
    small = render_sandboxed(BytesIO(encoded(cornered(), "PNG")), preset=FAST, limits=limits)
    assert small.widths == [300]
    with pytest.raises(TooComplexError) as refusal:
        render_sandboxed(BytesIO(grey), preset=FAST, limits=limits)
    assert (refusal.value.code, refusal.value.status) == ("too_complex", 413)


def test_a_renderer_over_its_cpu_limit_is_killed() -> None:
    limits = replace(DEFAULT_LIMITS, cpu_seconds=1)
    with pytest.raises(TooComplexError):
        render_sandboxed(BytesIO(BUSY_PICTURE), preset=SLOW, limits=limits)


def test_a_renderer_over_its_time_limit_is_killed() -> None:
    limits = replace(DEFAULT_LIMITS, wall_seconds=0.3)
    with pytest.raises(TooComplexError):
        render_sandboxed(BytesIO(BUSY_PICTURE), preset=SLOW, limits=limits)


def test_a_renderer_over_its_output_limit_is_stopped() -> None:
    """Reads like a full disk, which is no fault of the picture."""
    limits = replace(DEFAULT_LIMITS, output_bytes=2_000)
    with pytest.raises(RenderInterruptedError):
        render_sandboxed(BytesIO(encoded(cornered(), "PNG")), preset=FAST, limits=limits)


@pytest.mark.parametrize("crash", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
def test_a_decoder_that_crashes_harms_only_its_child(crash: signal.Signals) -> None:
    with ThreadPoolExecutor(1) as pool:
        future, child = busy_child(pool)
        os.kill(child, crash)
        with pytest.raises(UnreadableImageError):
            future.result(10)


def test_a_child_that_is_killed_from_outside_is_not_the_pictures_fault() -> None:
    with ThreadPoolExecutor(1) as pool:
        future, child = busy_child(pool)
        os.kill(child, signal.SIGKILL)
        with pytest.raises(RenderInterruptedError):
            future.result(10)


def test_a_child_process_gets_the_compiled_modules_and_no_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "/no/such/bytecode")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("SECRET_KEY", "the-secret-key")
    monkeypatch.setenv("DATABASE_URL", "postgresql://the-secret-database")
    with ThreadPoolExecutor(1) as pool:
        future, child = busy_child(pool)
        environment = Path(f"/proc/{child}/environ").read_bytes()
        os.kill(child, signal.SIGKILL)
        with pytest.raises(RenderInterruptedError):
            future.result(10)
    assert b"PYTHONPYCACHEPREFIX=/no/such/bytecode\0" in environment
    assert b"PYTHONDONTWRITEBYTECODE=1\0" in environment
    assert b"secret" not in environment


PARENT = """
import sys
from dataclasses import replace
from core.media.presets import FAST
from core.media.sandbox import render_sandboxed
render_sandboxed(sys.stdin.buffer, preset=replace(FAST, avif_speed=0))
"""


def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    with TemporaryFile() as picture:
        picture.write(BUSY_PICTURE)
        picture.seek(0)
        with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdin=picture) as parent:
            (child,) = eventually(lambda: children_of(parent.pid))
            eventually(lambda: is_confined(child))
            parent.kill()
    eventually(lambda: not Path(f"/proc/{child}/exe").exists())


def test_a_full_disk_is_not_the_pictures_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/proc/no/such/folder")
    with pytest.raises(RenderInterruptedError):
        render_sandboxed(BytesIO(encoded(cornered(), "PNG")))


def test_the_child_loads_no_django() -> None:
    check = "import sys, core.media.render_worker; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
