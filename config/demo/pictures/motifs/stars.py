"""Stars."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours


def stars(canvas: Canvas, count: int, floor: float) -> None:
    """Above a height: many faint, few bright."""
    rng = canvas.rng
    tints = colours("ffffff fff1d9 d9e6ff")
    with canvas.flat((0, 0, 1080, floor)) as pen:
        for _ in range(count):
            size = 0.7 + rng.random() ** 5 * 3.4
            x, y = rng.uniform(0, 1080), rng.random() ** 1.2 * floor
            pen.dot(x, y, size, (*rng.choice(tints), rng.randint(80, 255)))
