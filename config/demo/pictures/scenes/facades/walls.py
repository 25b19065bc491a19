"""What several walls share: colours in the sun, and shadows."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.shapes import Path

SHADE = (46, 34, 84)


def slant(canvas: Canvas, x: float) -> None:
    """The shadow of the house opposite."""
    edge: Path = [(x, canvas.h + 20), (x + canvas.h * 0.8, -20), (1120, -20), (1120, canvas.h + 20)]
    canvas.soft(edge, SHADE, 0.4, 3)


SUNS = (
    ("f2b8a0 e58f7b c96b62 8f4a55", "8ecae6 d9eef5", "coral"),
    ("f4dfc0 e8c598 cf9f6a 94693f", "5fa8d3 cbe6f2", "sand"),
    ("f0c6d0 dd97ab b86b8a 7a4466", "ffd9a0 fff1d0", "pink"),
    ("d8e2dc b5c9bf 84a59d 4f6f69", "f7ede2 fff8ee", "sage"),
    ("f7c873 ea9f45 cf7030 8a4524", "6ea8c9 dceef5", "orange"),
    ("cdd6ea a3b1d6 7485b8 46527f", "ffe1d2 fff3ea", "lavender"),
)
