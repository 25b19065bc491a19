from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import arc, clump, oval, turned
from config.demo.pictures.scenes.food.serving import around, bowl, dish, egg, seeds


@dish("salad", "A bowl with avocado, egg, tomatoes and greens")
def salad(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    bowl(canvas, x, y, r, plate, rgb("6f9a4a"))
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for _ in range(110):
            px, py = around(rng, x, y, r * 0.72)
            size = r * rng.uniform(0.1, 0.24)
            pen.fill(
                clump(rng, px, py, size, size * 0.7),
                tone(rng.choice(colours("7fa84f 5c8a3f a3c46a 47753a")), rng.uniform(-0.2, 0.15)),
            )
    for i in range(5):
        angle = -0.9 + i * 0.2
        slice_ = arc(x - r * 0.3, y + r * 0.22, r * 0.42, r * 0.42, angle, angle + 2.2, n=16)
        crescent = [
            *slice_,
            *reversed(
                [
                    (px * 0.8 + (x - r * 0.3) * 0.2, py * 0.8 + (y + r * 0.22) * 0.2 + 20)
                    for px, py in slice_
                ]
            ),
        ]
        canvas.volume(
            turned(crescent, 0.2 * i, (x - r * 0.3, y + r * 0.2)),
            mix(rgb("b5c95a"), rgb("e3e08a"), i / 5),
            0.35,
            0.12,
        )
    for i in range(8):
        px, py = (
            x + r * (0.26 + 0.17 * (i % 3)),
            y - r * (0.36 - 0.16 * (i // 3)) + rng.uniform(-8, 8),
        )
        canvas.volume(
            oval(px, py, r * 0.1, r * 0.1), rng.choice(colours("d9402f e2603a c4302f")), 0.5, 0.3
        )
        canvas.soft(oval(px - r * 0.03, py - r * 0.04, r * 0.025, r * 0.025), rgb("ffe9dc"), 0.9, 3)
    egg(canvas, x - r * 0.2, y - r * 0.4, r * 0.24)
    egg(canvas, x + r * 0.36, y + r * 0.36, r * 0.24)
    seeds(canvas, x, y, r * 0.7, rgb("f7efd9"), 60)
