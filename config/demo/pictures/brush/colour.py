"""Colours as triples, and the few ways in which a painter changes them."""

from functools import cache

Colour = tuple[int, int, int]
Ink = tuple[int, int, int] | tuple[int, int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
# Shadows lean to blue-violet and lights to straw: plain black and white look like plastic.
_DUSK: Colour = (34, 24, 58)
_STRAW: Colour = (255, 244, 222)


@cache
def rgb(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


@cache
def colours(codes: str) -> tuple[Colour, ...]:
    return tuple(rgb(code) for code in codes.split())


def mix(a: Colour, b: Colour, t: float) -> Colour:
    r, g, blue = (round(x + (y - x) * t) for x, y in zip(a, b, strict=True))
    return r, g, blue


def tone(colour: Colour, amount: float) -> Colour:
    """Lighter for amounts above nought, darker below; the range is -1 to 1."""
    return mix(colour, _STRAW, amount) if amount > 0 else mix(colour, _DUSK, -amount)
