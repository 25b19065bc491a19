"""What all header readers share."""

import os
from dataclasses import dataclass
from typing import IO


class DamagedFileError(Exception):
    """The file ends too early or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Header:
    """The size in pixels as stored, and the EXIF orientation (1 to 8)."""

    width: int
    height: int
    orientation: int = 1

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
