"""Decodes an image while the client waits for the response: few at a time, with a short timeout."""

from typing import IO

from django.conf import settings

from core.errors import UnavailableError
from core.limits.concurrency import ConcurrencyLimit
from core.media.crop import Crop
from core.media.inspect import ImageInfo, inspect_image
from core.media.rendered import Rendered
from core.media.room import storing
from core.media.sandbox import Limits, RenderInterruptedError, crop_sandboxed

# The slowest image within the limits takes 3 s of CPU time.
SANDBOX_LIMITS = Limits(cpu_seconds=8, wall_seconds=15.0)
CROPPING = ConcurrencyLimit(
    at_once=settings.CROPS_AT_ONCE, waiting=settings.CROPS_WAITING_MAX, seconds=10.0
)


def crop_sync(file: IO[bytes], *, crop: Crop | None) -> Rendered:
    """Check an upload and crop it to a square; without `crop`, to the one in the middle.

    Raises MediaError if the file is at fault, and UnavailableError if the server is.
    """
    inspect_image(file)
    return _crop(file, crop)


def inspect_sync(file: IO[bytes]) -> ImageInfo:
    """As `inspect_image`; a file that is cut off is decoded, to see how much is missing.

    So the client hears at once that a photo is damaged. Raises as `crop_sync`.
    """
    info = inspect_image(file)
    if info.is_cut:
        _crop(file, None)
        file.seek(0)
    return info


def _crop(file: IO[bytes], crop: Crop | None) -> Rendered:
    try:
        with CROPPING.turn(), storing():
            return crop_sandboxed(file, crop=crop, limits=SANDBOX_LIMITS)
    except RenderInterruptedError as error:
        raise UnavailableError from error
