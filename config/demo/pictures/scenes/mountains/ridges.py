from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix
from config.demo.pictures.brush.shapes import down_to, ridge
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors


@outdoors("ridges", "Wooded ridges one behind the other, paler with distance")
def ridges(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    top = canvas.h * rng.uniform(0.34, 0.46)
    land.sky(
        canvas,
        hour,
        canvas.h * 0.75,
        rng.uniform(0.2, 0.5),
        (rng.uniform(200, 880), top - rng.uniform(20, 160), rng.uniform(30, 56)),
    )
    layers = rng.randint(5, 7)
    for i in range(layers):
        near = i / (layers - 1)
        y = top + (canvas.h - top - 60) * near**1.25
        line = ridge(rng, y, 90 + 160 * near, 0.5 + 0.06 * (i % 2))
        colour = mix(hour.far, hour.near, near**1.2)
        canvas.shape(
            down_to(line, min(canvas.h + 4, y + 420)),
            (colour, mix(colour, hour.sky[-1], 0.45 * (1 - near))),
        )
        if near > 0.55:
            with canvas.flat((0, y - 240, canvas.w, y + 240)) as pen:
                land.pines(pen, rng, line, colour, 50 + 90 * near**2, 22 + 20 * near)
    with canvas.flat((0, 0, canvas.w, top + 100)) as pen:
        land.birds(pen, rng, rng.uniform(250, 800), top * 0.6, rng.randint(0, 9), hour.near)
