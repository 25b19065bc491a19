"""Writes ICC profiles (ICC.1:2022) of RGB colour spaces: three primaries and one curve."""

import struct
from functools import cache

from core.media.colour.matrices import D50, Vector, rgb_to_xyz, transposed

Curve = tuple[float, ...]
"""The exponent; or that of sRGB and its kin, followed by a, b, c, d of ICC's parametric curve 3."""

SRGB_CURVE: Curve = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)

_HEAD_BYTES = 128
_VERSION_4 = 0x04000000


@cache
def rgb_profile(chromaticities: tuple[float, ...], curve: Curve, name: str) -> bytes:
    """A profile by x and y of white, red, green and blue.

    Raises ZeroDivisionError or struct.error if these span no colour space.
    """
    red, green, blue = transposed(rgb_to_xyz(chromaticities))
    shared = _curve(curve)
    return _profile(
        {
            b"desc": _text(name),
            b"cprt": _text("CC0"),
            b"wtpt": _xyz(D50),
            b"rXYZ": _xyz(red),
            b"gXYZ": _xyz(green),
            b"bXYZ": _xyz(blue),
            b"rTRC": shared,
            b"gTRC": shared,
            b"bTRC": shared,
        }
    )


def _profile(tags: dict[bytes, bytes]) -> bytes:
    start = _HEAD_BYTES + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", places[data], len(data))
    head = struct.pack(
        ">I4xI4s4s4s6H4s28x",
        start + len(body),
        _VERSION_4,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
    )
    return (head + _numbers(D50)).ljust(_HEAD_BYTES, b"\0") + table + body


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(encoded), 28) + encoded


def _xyz(values: Vector) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(values)


def _curve(curve: Curve) -> bytes:
    kind = 0 if len(curve) == 1 else 3
    return b"para" + struct.pack(">IHH", 0, kind, 0) + _numbers(curve)


def _numbers(values: tuple[float, ...]) -> bytes:
    """s15Fixed16Number."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
