"""Reads the orientation from EXIF metadata (CIPA DC-008), a TIFF 6.0 structure."""

import struct

_ORIENTATION_TAG = 0x0112
_LONG = 4


def orientation_of(exif: bytes) -> int:
    """1 to 8; 1 if the block is broken or names no valid orientation.

    The web process and the sandbox both use this reader. Pillow would also accept an orientation
    in XMP, which browsers ignore.
    """
    tiff = exif.removeprefix(b"Exif\0\0")
    byte_order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if byte_order is None:
        return 1
    try:
        value = _find_orientation(tiff, byte_order)
    except struct.error:
        return 1
    return value if 1 <= value <= 8 else 1


def _find_orientation(tiff: bytes, byte_order: str) -> int:
    """From the first image file directory; entries have 12 bytes."""
    (directory,) = struct.unpack_from(byte_order + "I", tiff, 4)
    (count,) = struct.unpack_from(byte_order + "H", tiff, directory)
    for entry in range(directory + 2, directory + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(byte_order + "HH", tiff, entry)
        if tag == _ORIENTATION_TAG:
            number = "I" if kind == _LONG else "H"
            return int(struct.unpack_from(byte_order + number, tiff, entry + 8)[0])
    return 1
