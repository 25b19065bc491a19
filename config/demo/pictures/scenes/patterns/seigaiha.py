from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues
from config.demo.pictures.sketch import scene


@scene("seigaiha", "A Japanese wave pattern of overlapping rings", SETS, mood="calm")
def seigaiha(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    r = rng.choice((92, 112, 140))
    canvas.wash((hues[1],))
    rings = (hues[1], hues[0], hues[2], hues[0], hues[4], hues[3])
    with canvas.flat() as pen:
        row, y = 0, -r * 0.5
        while y < canvas.h + r * 2:
            for column in range(-1, int(1080 / (2 * r)) + 2):
                x = column * 2 * r + (row % 2) * r
                for i, hue in enumerate(rings):
                    pen.dot(x, y, r * (1 - i * 0.165), hue)
            y += r * 0.52
            row += 1
    canvas.texture("cloth", 0.12)
    canvas.clouds(mix(hues[3], rgb("ffffff"), 0.4), 0.35, -canvas.h * 0.3, canvas.h * 1.3, 0.5)
    canvas.texture("stone", 0.12)
