from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb
from config.demo.pictures.brush.shapes import blob, oval
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import BERRIES, berry, dish, herbs, lay_plate


@dish("pancakes", "Pancakes with berries and syrup")
def pancakes(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    lay_plate(canvas, x, y, r, plate)
    for i in range(4):
        px, py = x + rng.uniform(-16, 16), y + rng.uniform(-16, 16) - i * 7
        cake = blob(rng, px, py, r * (0.66 - 0.02 * i), r * (0.64 - 0.02 * i), 0.03, 12)
        canvas.soft([(a + 8, b + 12) for a, b in cake], SHADOW, 0.4, 9)
        canvas.volume(cake, rgb("e6b469"), 0.4, 0.06, 0.1)
        canvas.volume(
            [(a * 0.9 + px * 0.1, b * 0.9 + py * 0.1) for a, b in cake],
            rgb("b9713a"),
            0.35,
            0.1,
            0.5,
            "cloud",
        )
    syrup = blob(rng, x, y - 20, r * 0.48, r * 0.42, 0.3, 9)
    canvas.volume(syrup, rgb("8a3f14"), 0.45, 0.1)
    canvas.volume(blob(rng, x, y - 30, r * 0.2, r * 0.17, 0.06, 8), rgb("fbeec4"), 0.35, 0.2)
    for _ in range(13):
        px, py = x + rng.gauss(0, 0.3) * r, y - 20 + rng.gauss(0, 0.26) * r
        canvas.soft(oval(px + 5, py + 8, r * 0.075, r * 0.075), SHADOW, 0.45, 5)
        berry(canvas, px, py, r * rng.uniform(0.06, 0.085), rng.choice(BERRIES))
    herbs(canvas, x + r * 0.1, y - 30, 3, r * 0.16, rgb("5c8a4a"))
