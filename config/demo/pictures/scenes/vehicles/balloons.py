from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.shapes import at, smooth
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.vehicles.street import PAINTS
from config.demo.pictures.sketch import outdoors


@outdoors(
    "balloons",
    "Hot-air balloons over hills, a {1[1]} one in front",
    (hours.SUNRISE, hours.FRESH, hours.ROSE, hours.GOLDEN, hours.NOON),
    PAINTS,
)
def balloons(canvas: Canvas, hour: Hour, finish: tuple[str, str]) -> None:
    paint_colour = rgb(finish[0])
    rng = canvas.rng
    land.sky(canvas, hour, canvas.h * 0.8, 0.6, (rng.uniform(200, 880), canvas.h * 0.56, 50))
    land.ranges(canvas, hour, canvas.h * 0.7, canvas.h, 4, 130)
    canvas.mist(canvas.h * 0.6, canvas.h, hour.sky[-1], 0, 0.45)
    spots = sorted(
        (rng.uniform(30, 110) if i else 170.0, rng.uniform(120, 960), rng.uniform(0.12, 0.62))
        for i in range(7)
    )
    for r, x, t in spots:
        hue = paint_colour if r > 160 else rng.choice([rgb(code) for code, _ in PAINTS])
        _balloon(
            canvas,
            x,
            canvas.h * (0.34 if r > 160 else t),
            r * min(1, canvas.h / 1000),
            mix(hue, hour.far, 0.35 * (1 - r / 170)),
        )


def _balloon(canvas: Canvas, x: float, y: float, r: float, hue: Colour) -> None:
    skin = smooth(
        at(
            "0 -1, -0.72 -0.72, -1 0, -0.76 0.6, -0.24 1.26, 0.24 1.26, 0.76 0.6, 1 0, 0.72 -0.72",
            x,
            y,
            r,
        ),
        6,
    )
    canvas.volume(skin, hue, 0.5, 0.22)
    second = tone(hue, 0.55)
    with canvas.flat((x - r * 1.1, y - r * 1.1, x + r * 1.1, y + r * 1.9)) as pen:
        for t in (-0.62, 0.0, 0.62):
            gore = [
                (x + t * r * 0.2, y - r),
                *(
                    (x + (t - 0.16) * r * w, y + v * r)
                    for w, v in ((0.8, -0.6), (1.0, 0.0), (0.8, 0.6), (0.26, 1.24))
                ),
                *(
                    (x + (t + 0.16) * r * w, y + v * r)
                    for w, v in ((0.26, 1.24), (0.8, 0.6), (1.0, 0.0), (0.8, -0.6))
                ),
            ]
            pen.fill(gore, (*second, 150))
        for side in (-1, 1):
            pen.line(
                [(x + side * r * 0.22, y + r * 1.26), (x + side * r * 0.12, y + r * 1.55)],
                rgb("4a3a36"),
                max(1.4, r * 0.014),
            )
        pen.box(x - r * 0.15, y + r * 1.54, x + r * 0.15, y + r * 1.76, rgb("7a5233"), r * 0.04)
