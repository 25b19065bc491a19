"""Files to upload: photos, and others."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.media.pictures import bomb, chunk, encoded, jpeg_of_scans

_JPEG = encoded(Image.new("RGB", (64, 48), "teal"), "JPEG")
_PNG = encoded(Image.new("RGB", (64, 48), "teal"), "PNG")


def photograph(name: str = "sea.jpg") -> SimpleUploadedFile:
    """A real, small JPEG of 64 by 48 pixels."""
    return file(_JPEG, name)


def file(content: bytes, name: str = "sea.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def broken_inside() -> SimpleUploadedFile:
    """A PNG with a good header and a hole behind it, as only the worker finds out."""
    whole = encoded(Image.effect_noise((300, 200), 90), "PNG")
    middle = len(whole) // 2
    return file(whole[:middle] + bytes(500) + whole[middle + 500 :], "sea.png")


REFUSED: list[tuple[str, bytes, int, str]] = [
    ("a text with a photograph's name", b"Dear diary, " * 100, 415, "unsupported_media"),
    ("a page with a script", b"<svg onload=alert(1)></svg>", 415, "unsupported_media"),
    ("nothing", b"", 400, "empty_file"),
    ("a bomb of 900 megapixels", bomb(), 413, "too_many_pixels"),
    ("a JPEG of 501 scans", jpeg_of_scans(10, 10, 501), 413, "too_complex"),
    ("a JPEG of three bytes", b"\xff\xd8\xff", 400, "unreadable_image"),
    ("half of a JPEG", _JPEG[: len(_JPEG) // 2], 400, "unreadable_image"),
    ("a JPEG over 30 MB", _JPEG + bytes(30 * 1024 * 1024), 413, "too_large"),
]
"""What it is, its bytes, and the status and code of the refusal."""


ODD: list[tuple[str, bytes]] = [
    ("a JPEG without its end", _JPEG[:-2]),
    ("a HEIC with something behind it", encoded(Image.new("RGB", (64, 48)), "HEIF") + b"SEFT"),
    ("a PNG with a broken chunk", _PNG[:33] + chunk(b"sRGB", b"") + _PNG[33:]),
]
"""Browsers show them."""


def kept_in(folder: Path) -> list[str]:
    """Every file below a folder, by name."""
    return sorted(each.name for each in folder.rglob("*") if each.is_file())
