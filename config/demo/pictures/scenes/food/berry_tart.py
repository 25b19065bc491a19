from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb
from config.demo.pictures.brush.shapes import Path, oval, smooth
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import BERRIES, berry, dish, herbs, lay_plate


@dish("berry tart", "A tart covered with rings of berries")
def berry_tart(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    lay_plate(canvas, x, y, r * 1.06, plate)
    crust: Path = []
    for i in range(96):
        reach = r * (0.9 + 0.025 * cos(i * pi / 2))
        crust.append((x + cos(2 * pi * i / 96) * reach, y + sin(2 * pi * i / 96) * reach))
    canvas.soft([(a + 12, b + 16) for a, b in crust], SHADOW, 0.5, 14)
    canvas.volume(smooth(crust, 2), rgb("d09a55"), 0.45, 0.05, 0.2)
    canvas.volume(oval(x, y, r * 0.8, r * 0.8), rgb("f7e6b8"), 0.3, 0.06)
    hues = rng.sample(BERRIES, 3)
    ring = 0
    reach = r * 0.72
    while reach > r * 0.04:
        count = max(1, int(2 * pi * reach / (r * 0.145)))
        for i in range(count):
            angle = 2 * pi * i / count + ring * 0.3
            berry(canvas, x + cos(angle) * reach, y + sin(angle) * reach, r * 0.072, hues[ring % 3])
        reach -= r * 0.14
        ring += 1
    herbs(canvas, x, y, 3, r * 0.14, rgb("5c8a4a"))
