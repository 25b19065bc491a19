"""Decodes an image even if its last rows are missing or broken, as browsers do."""

import math
import random

from PIL import Image, ImageFile

# Their decoders write row by row.
_BY_ROWS = frozenset({"JPEG", "MPO", "PNG", "GIF"})
# An interlaced image lacks every other of these rows, or all, where one of them is missing.
_ROWS_ABOVE = 8


def load_rows(image: ImageFile.ImageFile, full_height: int) -> None:
    """Decode `image`; missing rows repeat the one above.

    `full_height` is that of the original, in pixels: a JPEG may be decoded at a part of its size.
    Raises the decoder's error if more rows are missing than go unnoticed.
    """
    if image.format not in _BY_ROWS:
        image.load()
        return
    left, top, right, bottom = image.tile[0].extents or (0, 0, *image.size)
    start = max(top, bottom - _missing_rows_max(full_height, bottom - top) - _ROWS_ABOVE)
    noise = _noise(image.mode, right - left, bottom - start)
    try:
        _load_over(image, noise, (left, start))
    except (OSError, SyntaxError, ValueError):
        image.tile = []
        if not _fill_up(image, noise, (left, start)):
            raise


def _missing_rows_max(full_height: int, height: int) -> int:
    """How many of `height` rows may be missing: JPEG loses 18 with the last of its blocks."""
    rows = max(full_height // 50, min(24, full_height // 8))
    return math.ceil(rows * height / full_height) + 2


def _noise(mode: str, width: int, height: int) -> Image.Image:
    row_bytes = len(Image.new(mode, (width, 1)).tobytes())
    return Image.frombytes(mode, (width, height), random.randbytes(row_bytes * height))  # noqa: S311


def _load_over(image: ImageFile.ImageFile, noise: Image.Image, place: tuple[int, int]) -> None:
    """Decode over `noise`, which stays where nothing is decoded."""
    prepare = image.load_prepare

    def prepare_with_noise() -> None:
        prepare()
        image.im.paste(noise.im, (*place, place[0] + noise.width, place[1] + noise.height))

    image.load_prepare = prepare_with_noise  # type: ignore[method-assign]
    try:
        image.load()
    finally:
        image.load_prepare = prepare  # type: ignore[method-assign]


def _fill_up(image: Image.Image, noise: Image.Image, place: tuple[int, int]) -> bool:
    """Repeat the row above for each row that is still noise; False if too many are."""
    left, start = place
    for row in range(noise.height):
        box = (left, start + row, left + noise.width, start + row + 1)
        if image.crop(box).tobytes() != noise.crop((0, row, noise.width, row + 1)).tobytes():
            continue
        if row < _ROWS_ABOVE:
            return False
        above = (left, start + row - 1, left + noise.width, start + row)
        image.paste(image.crop(above), box)
    return True
