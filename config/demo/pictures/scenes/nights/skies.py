"""The colours of nights, and the moon."""

from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, tone
from config.demo.pictures.brush.shapes import oval

# Sky from above, the light in it, the land
NIGHTS = (
    ("050b1f 0f2347 2f5a80 6f93a8", "7fe0b0 b5f0c9 7a6fd9", "0a1220"),
    ("0d0a26 2a1f55 6a4a8a b58aa8", "d99ae0 8fd9e8 f2b8d0", "120c22"),
    ("031a1f 0b3a42 2f7a78 8fb8a0", "a8f0a0 5fe0c0 e0f2a0", "06161a"),
    ("0a1230 1f3570 5f74b0 d9a8a0", "9fc9ff d9c0ff f2d9c0", "0c1024"),
    ("120b14 3a1f35 8a4a55 e0a080", "f2c9a0 f29a9a ffe0c0", "140c14"),
)


Night = tuple[str, str, str]


def moon(canvas: Canvas, x: float, y: float, r: float, pale: Colour) -> None:
    rng = canvas.rng
    canvas.volume(oval(x, y, r, r, n=90), pale, 0.3, 0.12, 0.4, "cloud")
    for _ in range(9):
        angle, reach = rng.uniform(0, 2 * pi), rng.random() ** 0.5 * r * 0.7
        size = r * rng.uniform(0.05, 0.17)
        canvas.soft(
            oval(x + cos(angle) * reach, y + sin(angle) * reach, size, size * 0.85),
            tone(pale, -0.35),
            0.4,
            size * 0.3,
        )
