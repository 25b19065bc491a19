from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, blob, down_to, smooth
from config.demo.pictures.scenes.inks.inkwell import HUES
from config.demo.pictures.sketch import scene


@scene(
    "cut paper",
    "Layers of cut paper with soft shadows between them",
    HUES,
    mood="abstract",
    film="clear",
)
def cut_paper(canvas: Canvas, codes: str) -> None:
    rng = canvas.rng
    hues = colours(codes)
    layers = 6
    light = rng.choice((-1, 1))
    canvas.wash((tone(hues[3], 0.3), hues[3]))
    canvas.glow(540, canvas.h * 0.45, 520, rgb("fff6e0"), 0.5)
    kind = rng.choice((_wave_edge, _hole_edge))
    for i in range(layers):
        t = i / (layers - 1)
        colour = mix(hues[2], hues[1], t * 2) if t < 0.5 else mix(hues[1], hues[0], t * 2 - 1)
        colour = hues[4] if i == 2 else colour
        shape = kind(rng, i, layers, canvas.h)
        canvas.soft([(x + 12 * light, y + 18) for x, y in shape], rgb("0c0a1c"), 0.5, 22)
        canvas.shape(shape, (tone(colour, 0.14), colour, tone(colour, -0.08)))
    canvas.texture("stone", 0.1)


def _wave_edge(rng: Random, i: int, layers: int, height: float) -> Path:
    y = height * (0.26 + 0.7 * i / layers)
    line = smooth([(x, y + rng.uniform(-80, 80)) for x in range(-100, 1300, 170)], 10, closed=False)
    return down_to(line, height + 200)


def _hole_edge(rng: Random, i: int, layers: int, height: float) -> Path:
    reach = (0.16 + 0.62 * i / layers) * max(height, 1080) * 0.78
    hole = blob(rng, 540, height / 2, reach * 0.9, reach, 0.12, 9)
    frame = [(-300.0, -300.0), (1380.0, -300.0), (1380.0, height + 300), (-300.0, height + 300)]
    return [*frame, frame[0], hole[0], *reversed(hole), frame[0]]
