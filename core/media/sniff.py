"""Detects an image's format from its first bytes; file names and declared types are ignored."""

from typing import IO

from core.media.formats import ImageFormat
from core.media.headers.base import DamagedFileError
from core.media.headers.isobmff import coded_format

_HEAD_BYTES = 512

_MAGIC = {
    b"\xff\xd8\xff": ImageFormat.JPEG,
    b"\x89PNG\r\n\x1a\n": ImageFormat.PNG,
    b"GIF87a": ImageFormat.GIF,
    b"GIF89a": ImageFormat.GIF,
}
# Brands of the `ftyp` box (ISO/IEC 14496-12).
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
# They promise an image, whatever its codec.
_GENERIC_BRANDS = frozenset({b"mif1", b"mif2", b"msf1", b"miaf"})
_VIDEO_BRANDS = (b"iso", b"mp4", b"avc1", b"qt  ", b"M4V", b"M4A", b"3g", b"dash", b"MSNV", b"f4v")
# First boxes of QuickTime files from before `ftyp`.
_QUICKTIME_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})


class UnknownFormatError(Exception):
    """The file is in none of the supported formats."""


class VideoFileError(UnknownFormatError):
    """The file is a video."""


def sniff(file: IO[bytes]) -> ImageFormat:
    """The format of `file`. Raises UnknownFormatError; VideoFileError is a subclass."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    for magic, image_format in _MAGIC.items():
        if head.startswith(magic):
            return image_format
    if head[4:8] == b"ftyp":
        return _format_of_brands(file, head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ImageFormat.WEBP
    raise VideoFileError if _is_video(head) else UnknownFormatError


def _format_of_brands(file: IO[bytes], head: bytes) -> ImageFormat:
    """From the `ftyp` box: the major brand comes first, the compatible brands follow."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))]
    if _AVIF_BRANDS.intersection(brands):
        return ImageFormat.AVIF
    if _HEIF_BRANDS.intersection(brands):
        return ImageFormat.HEIF
    if _GENERIC_BRANDS.intersection(brands) and (image_format := _coded_format(file)):
        return image_format
    raise VideoFileError if brands[0].startswith(_VIDEO_BRANDS) else UnknownFormatError


def _coded_format(file: IO[bytes]) -> ImageFormat | None:
    try:
        return coded_format(file)
    except DamagedFileError:
        return None


def _is_video(head: bytes) -> bool:
    """Matroska and WebM, MPEG-PS, MPEG-1, AVI, and old QuickTime."""
    return (
        head.startswith((b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3"))
        or (head[:4] == b"RIFF" and head[8:12] == b"AVI ")
        or head[4:8] in _QUICKTIME_BOXES
    )
