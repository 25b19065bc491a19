"""What all header readers share."""

import os
from dataclasses import dataclass
from typing import IO


class DamagedFileError(Exception):
    """The file ends too early or contradicts itself."""


class TooComplexFileError(Exception):
    """To decode it would take far longer than an image of its size takes."""


@dataclass(frozen=True, slots=True)
class ColourTags:
    """What a file says about its colours, besides an ICC profile; None where it says nothing.

    `cicp` (of a PNG) and `nclx` (of AVIF and HEIC) are the codes of colour primaries and transfer
    function in ITU-T H.273. `gamma` is the exponent of the encoding, about 1/2.2. `chromaticities`
    are x and y of white, red, green and blue.
    """

    cicp: tuple[int, int] | None = None
    is_srgb: bool = False
    gamma: float | None = None
    chromaticities: tuple[float, ...] | None = None
    nclx: tuple[int, int] | None = None


NO_COLOUR_TAGS = ColourTags()


@dataclass(frozen=True, slots=True)
class Header:
    """The size in pixels as stored, and the EXIF orientation (1 to 8).

    `is_cut`: the file ends before the image does. Only a decoder can tell how much is missing.
    """

    width: int
    height: int
    orientation: int = 1
    colours: ColourTags = NO_COLOUR_TAGS
    is_cut: bool = False

    def __post_init__(self) -> None:
        if not (self.width and self.height):
            raise DamagedFileError("a side of zero pixels")

    @property
    def display_size(self) -> tuple[int, int]:
        """Width and height of the upright image."""
        return oriented_size(self.width, self.height, self.orientation)


def oriented_size(width: int, height: int, orientation: int) -> tuple[int, int]:
    """Width and height after the orientation is applied: 5 to 8 swap them. Its own inverse."""
    return (height, width) if orientation >= 5 else (width, height)


def read_exactly(file: IO[bytes], count: int) -> bytes:
    """Read `count` bytes. Raises DamagedFileError if the file ends before that."""
    data = file.read(count)
    if len(data) != count:
        raise DamagedFileError("the file ends too early")
    return data


def file_size(file: IO[bytes]) -> int:
    """In bytes; leaves the file at its end."""
    return file.seek(0, os.SEEK_END)
