"""Textures. Each is made once per process from fixed seeds, then cut, turned and stretched."""

from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageOps

_SIDE = 1536
_Flip = Image.Transpose
_FLIPS = (None, _Flip.FLIP_LEFT_RIGHT, _Flip.FLIP_TOP_BOTTOM, _Flip.ROTATE_180)
# Cells across and down of the coarsest octave, how many octaves, and how fast they fade.
_KINDS: dict[str, tuple[int, int, int, float]] = {
    "cloud": (5, 5, 6, 0.55),
    "swell": (3, 4, 3, 0.4),
    "stone": (40, 40, 4, 0.75),
    "wood": (3, 120, 3, 0.6),
    "water": (7, 60, 4, 0.7),
    "cloth": (300, 300, 2, 0.8),
    "grain": (700, 700, 1, 1.0),
    "crag": (9, 7, 6, 0.62),
    "dune": (6, 18, 5, 0.5),
}
# These show the slopes of their hills, lit from the left, rather than the heights.
_RELIEFS = {"crag": 5, "dune": 4}


def cut(kind: str, rng: Random, size: tuple[int, int], zoom: float = 1) -> Image.Image:
    """A grey piece of the texture, full contrast; a zoom above 1 shows it from nearer."""
    tile = _tile(kind, rng.randrange(2))
    width = min(_SIDE, max(8, round(size[0] / zoom)))
    height = min(_SIDE, max(8, round(size[1] / zoom)))
    x, y = rng.randint(0, _SIDE - width), rng.randint(0, _SIDE - height)
    piece = tile.crop((x, y, x + width, y + height))
    flip = rng.choice(_FLIPS)
    piece = piece if flip is None else piece.transpose(flip)
    return piece if piece.size == size else piece.resize(size, Image.Resampling.BILINEAR)


@cache
def _tile(kind: str, version: int) -> Image.Image:
    across, down, octaves, fade = _KINDS[kind]
    rng = Random(f"{kind}/{version}")
    total = _octave(rng, across, down)
    weight = 1.0
    for i in range(1, octaves):
        weight *= fade
        layer = _octave(rng, across * 2**i, down * 2**i)
        total = Image.blend(total, layer, weight / (1 + weight))
    if kind in _RELIEFS:
        shift = _RELIEFS[kind]
        total = ImageChops.subtract(total, ImageChops.offset(total, -shift, -shift), 0.5, 128)
    return ImageOps.autocontrast(total, cutoff=1)


def _octave(rng: Random, across: int, down: int) -> Image.Image:
    size = min(across, _SIDE), min(down, _SIDE)
    dots = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    return dots.resize((_SIDE, _SIDE), Image.Resampling.BICUBIC)


@cache
def film(size: tuple[int, int], version: int, strength: int = 9) -> Image.Image:
    """Grain with darker corners around middle grey, to be added at the end of a picture."""
    grain = cut("grain", Random(version), size).point(_around(strength))
    fine = Image.blend(
        grain, cut("stone", Random(version + 9), size).point(_around(strength * 0.7)), 0.25
    )
    corners = Image.radial_gradient("L").resize(size, Image.Resampling.BILINEAR)
    shade = corners.point([round(128 - 22 * (i / 255) ** 2.4) for i in range(256)])
    grey = ImageChops.add(fine, shade, 1, -128)
    return Image.merge("RGB", (grey, grey, grey))


def _around(strength: float) -> list[int]:
    return [round(128 + (i - 128) / 128 * strength) for i in range(256)]


@cache
def glow(power: float) -> Image.Image:
    """A round light, brightest in the middle."""
    falloff = [round(255 * max(0.0, 1 - i / 180) ** power) for i in range(256)]
    return Image.radial_gradient("L").point(falloff)
