"""What is worn on the head: a scarf, a turban, a knitted hat, a straw hat."""

from collections.abc import Callable

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb, tone
from config.demo.pictures.motifs.people.head import Head

_SCARF = (
    "-1.2 0.2, -1.22 -0.6, -0.75 -1.22, 0 -1.36, 0.75 -1.22, 1.22 -0.6, 1.2 0.2, "
    "1.06 0.95, 1.5 1.6, 0.9 2.3, -0.9 2.3, -1.5 1.6, -1.06 0.95"
)
_OPENING = (
    "-0.84 0.2, -0.84 -0.4, -0.46 -0.78, 0 -0.86, 0.46 -0.78, 0.84 -0.4, 0.84 0.2, "
    "0.62 0.74, 0 1.02, -0.62 0.74"
)
_TURBAN = (
    "-1.06 -0.24, -1.3 -0.8, -0.9 -1.5, 0 -1.72, 0.9 -1.5, 1.3 -0.8, 1.06 -0.24, "
    "0.5 -0.56, 0 -0.72, -0.5 -0.56"
)
_CROWN = "-0.94 -0.6, -0.86 -1.26, -0.4 -1.5, 0.4 -1.5, 0.86 -1.26, 0.94 -0.6, 0 -0.7"
_RIBBON = "-0.95 -0.62, -0.93 -0.84, 0 -0.94, 0.93 -0.84, 0.95 -0.62, 0 -0.74"
_BRIM = "-1.9 -0.5, -1 -0.78, 0 -0.84, 1 -0.78, 1.9 -0.5, 1 -0.42, 0 -0.4, -1 -0.42"
_KNIT = "-1.08 -0.5, -1.02 -1.1, -0.5 -1.54, 0 -1.62, 0.5 -1.54, 1.02 -1.1, 1.08 -0.5, 0 -0.6"


def _headscarf(canvas: Canvas, head: Head, cloth: Colour) -> None:
    outer, inner = head.path(_SCARF), head.path(_OPENING)
    # A ring: out along the cloth and back along the opening, joined at one place.
    canvas.volume([*outer, outer[0], inner[0], *reversed(inner)], cloth, 0.45, 0.14, 0.05)
    with canvas.flat(head.area(-1.7, -1.4, 1.7, 2.4)) as pen:
        for i in range(5):
            t = i / 4
            start, middle = f"{0.2 * t - 1} {0.5 + 0.3 * t}", f"{0.2 * t - 0.2} {1.2 + 0.2 * t}"
            fold = head.line(f"{start}, {middle}, {1.1 - 0.3 * t} {1.2 + 0.3 * t}")
            pen.line(fold, (*tone(cloth, -0.4), 120), head.h * 0.03)
            lit = [(x, y - head.h * 0.04) for x, y in fold]
            pen.line(lit, (*tone(cloth, 0.3), 110), head.h * 0.025)
        pen.line([*inner, inner[0]], (*tone(cloth, -0.45), 150), head.h * 0.03)


def _turban(canvas: Canvas, head: Head, cloth: Colour) -> None:
    canvas.volume(head.path(_TURBAN), cloth, 0.5, 0.22, 0.05)
    with canvas.flat(head.area(-1.4, -1.8, 1.4, 0)) as pen:
        for i in range(6):
            start, middle = f"-0.1 {-0.74 - 0.12 * i}", f"0.6 {-0.66 - 0.16 * i}"
            end = f"{1.18 - 0.05 * i} {-0.42 - 0.17 * i}"
            for side, light in ((-1, 0.25), (1, -0.4)):
                fold = head.line(f"{start}, {middle}, {end}", side)
                pen.line(fold, (*tone(cloth, light), 130), head.h * 0.03)


def _beanie(canvas: Canvas, head: Head, cloth: Colour) -> None:
    canvas.volume(head.path(_KNIT), cloth, 0.5, 0.22, 0.12, "cloth")
    band = head.path("-1.14 -0.34, -1.14 -0.7, 0 -0.84, 1.14 -0.7, 1.14 -0.34, 0 -0.46")
    canvas.volume(band, tone(cloth, 0.12), 0.45, 0.2)
    with canvas.flat(head.area(-1.2, -1, 1.2, 0)) as pen:
        for i in range(-8, 9):
            sag = 0.0011 * i * i
            rib = head.points(f"{i * 0.13} {sag - 0.8}, {i * 0.13} {sag - 0.44}")
            pen.line(rib, (*tone(cloth, -0.4), 120), head.h * 0.02)


def _straw_hat(canvas: Canvas, head: Head, cloth: Colour) -> None:
    straw, brim = rgb("e3c283"), head.path(_BRIM)
    canvas.soft([(x, y + head.h * 0.14) for x, y in brim], rgb("3a2418"), 0.4, head.h * 0.06)
    canvas.volume(head.path(_CROWN), straw, 0.4, 0.22, 0.2, "cloth")
    canvas.shape(head.path(_RIBBON), (cloth, tone(cloth, -0.2)))
    canvas.volume(brim, straw, 0.4, 0.2, 0.2, "cloth")


HATS: dict[str, Callable[[Canvas, Head, Colour], None]] = {
    "headscarf": _headscarf,
    "turban": _turban,
    "beanie": _beanie,
    "hat": _straw_hat,
}
