"""The one thing that we want from EXIF."""

import struct

_ORIENTATION = 0x0112
_LONG = 4


def orientation_of(exif: bytes) -> int:
    """1 to 8; 1 where the block says nothing, or nonsense.

    Read by ourselves in the web process and in the sandbox alike: Pillow would also believe an
    orientation in XMP, which no browser does.
    """
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        value = _find(tiff, order)
    except struct.error:
        return 1
    return value if 1 <= value <= 8 else 1


def _find(tiff: bytes, order: str) -> int:
    (directory,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, directory)
    for entry in range(directory + 2, directory + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(order + "HH", tiff, entry)
        if tag == _ORIENTATION:
            width = "I" if kind == _LONG else "H"
            return int(struct.unpack_from(order + width, tiff, entry + 8)[0])
    return 1
