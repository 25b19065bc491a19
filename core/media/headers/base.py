"""What all the header readers share."""

from dataclasses import dataclass
from typing import IO


class DamagedFileError(Exception):
    """The file ends too early, or says what cannot be."""


@dataclass(frozen=True, slots=True)
class Header:
    """The size in pixels as stored, and how it is to be turned (EXIF orientation, 1 to 8)."""

    width: int
    height: int
    orientation: int = 1

    def __post_init__(self) -> None:
        if not (self.width and self.height):
            raise DamagedFileError("a side of no length")

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height, upright."""
        return upright(self.width, self.height, self.orientation)


def upright(width: int, height: int, orientation: int) -> tuple[int, int]:
    return (height, width) if orientation >= 5 else (width, height)


def take(file: IO[bytes], count: int) -> bytes:
    """Exactly `count` bytes, or DamagedFileError."""
    data = file.read(count)
    if len(data) != count:
        raise DamagedFileError("the file ends too early")
    return data


def length_of(file: IO[bytes]) -> int:
    """In bytes; leaves the file at its end."""
    return file.seek(0, 2)
