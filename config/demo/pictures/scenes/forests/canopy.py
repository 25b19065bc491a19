from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, clump, smooth, stroke
from config.demo.pictures.sketch import scene

_CANOPIES = (
    ("1d3b2a 2f5c3b 4a7c46 6c9a52 8fb562", "", "summer"),
    ("33301f 6b5a24 b5792a d9a03a e8c25a", "a83f2a c95c30", "autumn"),
    ("16323a 235058 3a6f6b 5f918a 86ada0", "", "spruce"),
    ("5c2a2a 8f3d32 c05c38 db8a48 efb96a", "6f8f4a 4f7040", "october"),
)


_ROAD = "A road through a forest"
_VIEWS = (_ROAD, "Tree tops", _ROAD)


@scene("forest from above", "{1} seen from above, {0[2]} colours", _CANOPIES, _VIEWS, mood="{0[2]}")
def canopy(canvas: Canvas, palette: tuple[str, ...], view: str) -> None:
    greens, extra, _ = palette
    with_road = view == _ROAD
    rng = canvas.rng
    shades = [*colours(greens), *(colours(extra) if extra else ())]
    canvas.wash((tone(shades[0], -0.4), shades[0]))
    way = smooth(
        [
            (rng.uniform(200, 880), -80),
            (rng.uniform(300, 780), canvas.h * 0.3),
            (rng.uniform(200, 880), canvas.h * 0.65),
            (rng.uniform(300, 780), canvas.h + 80),
        ],
        12,
        closed=False,
    )
    if with_road:
        canvas.shape(stroke(way, 150), (mix(shades[0], rgb("8b7a5e"), 0.5),) * 2)
        canvas.shape(stroke(way, 92), (rgb("4c4d55"), rgb("5c5d63")))
    _crowns(canvas, shades, way if with_road else [])
    if with_road:
        _traffic(canvas, way)


def _crowns(canvas: Canvas, shades: list[Colour], way: Path) -> None:
    rng = canvas.rng
    spots = [
        (x + rng.uniform(-26, 26), y + rng.uniform(-26, 26))
        for y in range(-20, round(canvas.h) + 60, 58)
        for x in range(-20, 1110, 58)
    ]
    rng.shuffle(spots)
    with canvas.flat() as pen:
        for x, y in spots:
            r = rng.uniform(44, 78)
            if way and min(abs(px - x) + abs(py - y) * 0.6 for px, py in way[::2]) < 52 + r:
                continue
            colour = rng.choice(shades[1:])
            pen.fill(clump(rng, x + 12, y + 14, r, r), (*tone(shades[0], -0.6), 120))
            pen.fill(clump(rng, x, y, r, r), tone(colour, -0.25))
            pen.fill(clump(rng, x - r * 0.14, y - r * 0.16, r * 0.74, r * 0.72), colour)
            pen.fill(clump(rng, x - r * 0.26, y - r * 0.3, r * 0.4, r * 0.36), tone(colour, 0.16))
    canvas.texture("stone", 0.3)


def _traffic(canvas: Canvas, way: Path) -> None:
    with canvas.flat() as pen:
        for a, b in zip(way[1::2], way[2::2], strict=False):
            pen.line([a, b], (240, 236, 226, 170), 3)
        (ax, ay), (bx, by) = way[17], way[18]
        pen.fill(stroke([(ax + 30, ay + 8), (bx + 30, by + 8)], 34), (20, 20, 30, 120))
        pen.fill(stroke([(ax + 22, ay), (bx + 22, by)], 30), rgb("d8432f"))
        pen.fill(
            stroke(
                [
                    (ax * 0.7 + bx * 0.3 + 22, ay * 0.7 + by * 0.3),
                    (ax * 0.3 + bx * 0.7 + 22, ay * 0.3 + by * 0.7),
                ],
                22,
            ),
            rgb("f2e8dc"),
        )
