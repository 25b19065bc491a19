"""Tone mapping: brings HDR (PQ and HLG of ITU-R BT.2100) to the range of an ordinary screen."""

from PIL import ImageFilter

from core.media.colour.codes import DISPLAY_P3, PQ
from core.media.colour.matrices import Vector, inverse, product, rgb_to_xyz, times

# Of a white wall (ITU-R BT.2408) and of the brightest lights, in candela per square metre.
_WHITE, _PEAK = 203.0, 1000.0
_RANGE = _PEAK / _WHITE
# Points of the table in each direction. Its steps are even to the eye, as are those of PQ and HLG.
_TABLE_SIZE = 33
_LUMINANCES: Vector = (0.2627, 0.6780, 0.0593)


def tone_map(transfer: int, chromaticities: tuple[float, ...]) -> ImageFilter.Color3DLUT:
    """A filter that turns an RGB image of this HDR space into Display P3."""
    to_p3 = product(inverse(rgb_to_xyz(DISPLAY_P3)), rgb_to_xyz(chromaticities))
    light = _light_of_pq if transfer == PQ else _light_of_hlg

    def mapped(red: float, green: float, blue: float) -> Vector:
        linear = light((red, green, blue))
        brightest = max(linear)
        scale = _compressed(brightest) / brightest if brightest else 1.0
        r, g, b = times(to_p3, linear)
        return _encoded(r * scale), _encoded(g * scale), _encoded(b * scale)

    return ImageFilter.Color3DLUT.generate(_TABLE_SIZE, mapped)


def _compressed(light: float) -> float:
    """Reinhard's curve as browsers use it: the peak becomes white, and shadows stay as they are."""
    return light * (1 + light / _RANGE**2) / (1 + light)


def _light_of_pq(rgb: Vector) -> Vector:
    """Light as a multiple of white, from the values of SMPTE ST 2084."""
    red, green, blue = (_pq(value) * 10_000 / _WHITE for value in rgb)
    return red, green, blue


def _pq(value: float) -> float:
    root = value ** (32 / 2523)
    return float((max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (8192 / 1305))


def _light_of_hlg(rgb: Vector) -> Vector:
    """As `_light_of_pq`, from the values of a camera (ARIB STD-B67) on a screen of `_PEAK`."""
    red, green, blue = (_hlg(value) for value in rgb)
    luminance = red * _LUMINANCES[0] + green * _LUMINANCES[1] + blue * _LUMINANCES[2]
    scale = _RANGE * luminance**0.2
    return red * scale, green * scale, blue * scale


def _hlg(value: float) -> float:
    if value <= 0.5:
        return value**2 / 3
    return float((2.718281828459045 ** ((value - 0.55991073) / 0.17883277) + 0.28466892) / 12)


def _encoded(light: float) -> float:
    """The value of sRGB, also that of Display P3."""
    light = min(max(light, 0.0), 1.0)
    return float(12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)
