"""The scans of a JPEG (ITU-T T.81): how much of a picture is there if the file ends too early.

A file of one scan lacks its last rows, which only a decoder can count. A progressive one has all
rows from its first scan on, and each further scan makes them sharper.
"""

import re
import struct
from collections.abc import Iterator

Scan = tuple[set[tuple[int, int]], bool]
"""Component and number of each coefficient in a scan, and whether the scan is whole."""

START_OF_SCAN = 0xDA
# Inside a scan 0xFF is followed by 0x00, or is a restart marker.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_MAX_MARKERS = 1_000
_COEFFICIENTS = 64
# Without the last bit of each coefficient a picture looks the same.
_BITS_TO_SPARE = 1


def is_sharp(data: bytes, components: int) -> bool:
    """Whether the whole scans of a cut file show the picture in (nearly) full quality.

    `data` begins with the length field of the first scan's header.
    """
    sent: set[tuple[int, int]] = set()
    try:
        for scan, is_whole in _scans(data):
            if is_whole:
                sent |= scan
    except (IndexError, ValueError, struct.error):
        return False
    return len(sent) >= components * _COEFFICIENTS


def _scans(data: bytes) -> Iterator[Scan]:
    position = 0
    is_scan = True
    for _ in range(_MAX_MARKERS):
        (length,) = struct.unpack_from(">H", data, position)
        following = _MARKER.search(data, position + length)
        if is_scan:
            yield _coefficients(data[position + 2 : position + length]), following is not None
        if following is None:
            return
        is_scan = data[following.start() + 1] == START_OF_SCAN
        position = following.end()


def _coefficients(header: bytes) -> set[tuple[int, int]]:
    count = header[0]
    components = header[1 : 1 + 2 * count : 2]
    first, last, precision = header[1 + 2 * count : 4 + 2 * count]
    if precision & 0x0F > _BITS_TO_SPARE:
        return set()
    return {(each, number) for each in components for number in range(first, last + 1)}
