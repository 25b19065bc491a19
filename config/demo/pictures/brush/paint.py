"""Pixels made from pixels: gradients, grey fields into colour, roundness, ripples, film curves."""

from collections.abc import Sequence
from math import sin
from random import Random

from PIL import Image, ImageFilter

from config.demo.pictures.brush.colour import Colour

Area = tuple[int, int, int, int]
Light = tuple[float, float]
_SMOOTH = Image.Resampling.BILINEAR


def size_of(area: Area) -> tuple[int, int]:
    return area[2] - area[0], area[3] - area[1]


def gradient(stops: Sequence[Colour], size: tuple[int, int], sideways: bool = False) -> Image.Image:
    strip = _ramp(stops, size[0] if sideways else size[1])
    strip = strip if sideways else strip.transpose(Image.Transpose.ROTATE_270)
    return strip.resize(size, Image.Resampling.NEAREST)


def _ramp(stops: Sequence[Colour], length: int) -> Image.Image:
    strip = Image.new("RGB", (max(2, len(stops)), 1))
    strip.putdata(stops if len(stops) > 1 else [*stops, *stops])
    # From the middle of the first pixel to the middle of the last: both ends are pure.
    return strip.resize((length, 1), _SMOOTH, box=(0.5, 0, strip.width - 0.5, 1))


def fade(opacities: Sequence[float], size: tuple[int, int]) -> Image.Image:
    """A mask from top to bottom."""
    strip = Image.new("L", (1, len(opacities)))
    strip.putdata([round(255 * min(1.0, v)) for v in opacities])
    strip = strip.resize((1, size[1]), _SMOOTH, box=(0, 0.5, 1, len(opacities) - 0.5))
    return strip.resize(size, Image.Resampling.NEAREST)


def coloured(field: Image.Image, stops: Sequence[Colour]) -> Image.Image:
    field = field.copy()
    field.putpalette(_ramp(stops, 256).tobytes())
    return field.convert("RGB")


def roundness(mask: Image.Image, light: Light, reach: float) -> Image.Image:
    """How much each point of a body faces the light, from its outline alone."""
    step = max(1, min(mask.size) // 40)
    low = mask.resize(
        (max(2, mask.width // step), max(2, mask.height // step)), Image.Resampling.BOX
    )
    radius = max(1.0, min(low.size) * reach)
    pad = round(radius * 2)
    wide = Image.new("L", (low.width + 2 * pad, low.height + 2 * pad))
    wide.paste(low, (pad, pad))
    wide = wide.filter(ImageFilter.GaussianBlur(radius))
    # Looking up the light's side of each point darkens the far edge and spares the near one.
    dx, dy = (round(pad + v * -radius * 0.9) for v in light)
    field = wide.crop((dx, dy, dx + low.width, dy + low.height))
    return field.resize(mask.size, Image.Resampling.BICUBIC)


def rippled(image: Image.Image, rng: Random, swing: float) -> Image.Image:
    out = image.copy()
    phase = rng.uniform(0, 6)
    y = 0
    while y < image.height:
        near = y / image.height
        band = max(1, round(2 + 5 * near))
        shift = round(swing * (0.3 + near) * sin(phase + y * 0.21) * rng.uniform(0.2, 1))
        row = image.crop((0, y, image.width, y + band))
        out.paste(row, (shift, y))
        y += band
    return out


def _curve(black: Colour, white: Colour, bend: float) -> list[int]:
    table: list[int] = []
    for low, high in zip(black, white, strict=True):
        for i in range(256):
            t = i / 255
            s = t + bend * (t * t * (3 - 2 * t) - t)
            table.append(round(low + (high - low) * s))
    return table


# Where a film puts its blacks and whites, and how steep it is between them.
CURVES: dict[str, list[int]] = {
    "warm": _curve((16, 10, 12), (255, 250, 238), 0.35),
    "cool": _curve((8, 12, 22), (246, 251, 255), 0.35),
    "faded": _curve((34, 28, 34), (250, 244, 234), 0.2),
    "clear": _curve((4, 4, 8), (255, 255, 255), 0.45),
}
