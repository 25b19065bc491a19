"""Tone mapping: brings HDR (PQ and HLG of ITU-R BT.2100) to the range of an ordinary screen."""

import math
from typing import Any

from PIL import Image, ImageMath

from core.media.colour.codes import DISPLAY_P3, PQ
from core.media.colour.matrices import Vector, inverse, product, rgb_to_xyz

# Of a white wall (ITU-R BT.2408) and of the brightest lights, in candela per square metre.
_WHITE, _PEAK = 203.0, 1000.0
_RANGE = _PEAK / _WHITE
_LUMINANCES: Vector = (0.2627, 0.6780, 0.0593)


def tone_mapped(
    image: Image.Image, transfer: int, chromaticities: tuple[float, ...]
) -> Image.Image:
    """An RGB image of this HDR space in Display P3, as browsers show it on an ordinary screen."""
    curve = _pq if transfer == PQ else _hlg
    table = [curve(value / 255) for value in range(256)]
    red, green, blue = (channel.point(table, "F") for channel in image.split())
    light = {"red": red, "green": green, "blue": blue}
    gain = ImageMath.lambda_eval(_gain_of_pq if transfer == PQ else _gain_of_hlg, **light)
    to_p3 = product(inverse(rgb_to_xyz(DISPLAY_P3)), rgb_to_xyz(chromaticities))
    return Image.merge(
        "RGB", [ImageMath.lambda_eval(_channel, **light, gain=gain, row=row) for row in to_p3]
    )


def _pq(value: float) -> float:
    """Light as a multiple of white (SMPTE ST 2084)."""
    root = value ** (32 / 2523)
    fraction = max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
    return float(fraction ** (8192 / 1305)) * 10_000 / _WHITE


def _hlg(value: float) -> float:
    """Light before the camera, at most 1 (ARIB STD-B67)."""
    if value <= 0.5:
        return value**2 / 3
    return (math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12


def _gain_of_pq(images: dict[str, Any]) -> Any:
    brightest = images["max"](images["max"](images["red"], images["green"]), images["blue"])
    return _gain(brightest, images)


def _gain_of_hlg(images: dict[str, Any]) -> Any:
    """A screen of `_PEAK` shows more contrast than the camera saw."""
    red, green, blue = images["red"], images["green"], images["blue"]
    luminance = red * _LUMINANCES[0] + green * _LUMINANCES[1] + blue * _LUMINANCES[2]
    screen = luminance**0.2 * _RANGE
    brightest = images["max"](images["max"](red, green), blue)
    return _gain(brightest * screen, images) * screen


def _gain(light: Any, images: dict[str, Any]) -> Any:
    """By how much to multiply what is so bright.

    Up to a white wall everything becomes half as bright, which leaves room for lights. A quadratic
    Bézier curve goes on from (1, 1/2) by (5/3, 5/6) to (peak, 1).
    """
    above = images["max"](light, 1)
    bend = _RANGE - 7 / 3
    way = ((images["min"](above, _RANGE) * bend + (4 / 9 - bend)) ** 0.5 - 2 / 3) / bend
    return (way * (2 / 3) - way * way / 6 + 0.5) / above


def _channel(images: dict[str, Any]) -> Any:
    """One channel of Display P3, with the curve of sRGB."""
    red, green, blue = images["row"]
    mixed = images["red"] * red + images["green"] * green + images["blue"] * blue
    light = images["min"](images["max"](mixed * images["gain"], 0), 1)
    is_dark = images["float"](light <= 0.0031308)
    bright = light ** (1 / 2.4) * 1.055 - 0.055
    value = is_dark * light * 12.92 + (1 - is_dark) * bright
    return images["convert"](value * 255 + 0.5, "L")
