"""Water with sunbeams in it."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour

DEPTHS = (
    "bfe3dc 5fb5b8 1f7a94 0f3f63 081f3d",
    "f2d9c0 8fb5b5 3f7f94 1f4a70 10233f",
    "cfd9f2 7f93c9 4a5aa0 28336f 131a40",
    "d9ecc9 7fbf9f 2f8a80 14564f 08302f",
    "f7c9b0 c97f8a 7a4f80 3f2f63 1c173a",
)


def under(canvas: Canvas, hues: tuple[Colour, ...], surface: float) -> None:
    """Water with sunbeams below a surface."""
    rng = canvas.rng
    with canvas.afar():
        canvas.wash(hues[1:], surface)
        canvas.clouds(hues[1], 0.3, surface, canvas.h * 0.8, 0.5)
        x = rng.uniform(250, 830)
        for _ in range(7):
            reach, width = rng.uniform(-460, 460), rng.uniform(20, 70)
            ray = [
                (x - 30, surface - 80),
                (x + 30, surface - 80),
                (x + reach + width, canvas.h),
                (x + reach - width, canvas.h),
            ]
            canvas.soft(ray, hues[0], rng.uniform(0.06, 0.16), 24)
        canvas.glow(x, surface, 620, hues[0], 0.4)


def bubbles(canvas: Canvas, count: int) -> None:
    rng = canvas.rng
    with canvas.flat() as pen:
        for _ in range(count):
            x, y, r = (
                rng.uniform(0, 1080),
                rng.uniform(canvas.h * 0.3, canvas.h),
                1.5 + rng.random() ** 3 * 12,
            )
            pen.dot(x, y, r, (255, 255, 255, 46))
            pen.dot(x - r * 0.3, y - r * 0.3, r * 0.3, (255, 255, 255, 150))
