"""A square picture made while somebody waits for it: few at a time, and each soon done."""

from threading import BoundedSemaphore
from typing import IO

from core.errors import UnavailableError
from core.media.crop import Crop
from core.media.inspect import inspect_image
from core.media.rendered import Rendered
from core.media.sandbox import Limits, RenderInterruptedError, cut_sandboxed

# The slowest picture that is allowed takes 3 s of work.
LIMITS = Limits(cpu_seconds=8, wall_seconds=15.0)
# In this process; a picture of 50 megapixels takes 900 MB for a moment.
_seats = BoundedSemaphore(2)
PATIENCE = 10.0


def cut_now(file: IO[bytes], *, crop: Crop | None) -> Rendered:
    """Raises MediaError where the picture is at fault, UnavailableError where the machine is."""
    inspect_image(file)
    if not _seats.acquire(timeout=PATIENCE):
        raise UnavailableError
    try:
        return cut_sandboxed(file, crop=crop, limits=LIMITS)
    except RenderInterruptedError as error:
        raise UnavailableError from error
    finally:
        _seats.release()
