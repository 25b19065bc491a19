"""The surface of the sea."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, tone
from config.demo.pictures.brush.shapes import box
from config.demo.pictures.motifs.hours import Hour


def water(canvas: Canvas, hour: Hour, horizon: float) -> None:
    deep = mix(hour.near, hour.sky[0], 0.55)
    canvas.wash(
        (mix(deep, hour.sky[-1], 0.65), mix(deep, hour.sky[1], 0.4), tone(deep, -0.1)), horizon
    )
    canvas.texture("water", 0.3, box(0, horizon, canvas.w, canvas.h))
