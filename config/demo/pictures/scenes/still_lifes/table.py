"""The rooms of still lifes: a wall, a table, and the sun through a window."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, tone
from config.demo.pictures.brush.shapes import box

# Wall, table, vessels, flowers
ROOMS = (
    ("d8c3a5 c4a884", "a9764a 8a5a36", "e9e1d3 5f7f86 b5543c", "e8604c f2a65a f7d9c4"),
    ("8fa6a0 6f8a85", "c9a27a a97f58", "f2ebe0 d98f5a 3f5a5f", "f6f1e7 f3d9a4 e3a57f"),
    ("e6cfc8 d3aca5", "b98b76 96685a", "f7f1ea 8f5d5d c9977c", "c94f6d f0a6b5 fbe3e0"),
    ("4f5d66 38444d", "6b4c3a 503526", "c9bda8 a9603f 7f9a94", "f0d9b5 d98c5f f7efe0"),
    ("c9cfb5 a9b38d", "d9c4a0 bfa379", "ffffff c4703f 5f7355", "f2c14e f7e8c4 ef8354"),
    ("d9dfe6 b8c4d0", "e4dcd0 c9bcaa", "2f4a66 f4efe8 b7c9d6", "3f6fb5 8fb3dd ffffff"),
    ("e9b872 d79a4f", "8a4f35 6b3a28", "f4e6cf 3f5f5a 9c3f2f", "b5302e e8703a fbe6c0"),
)


Room = tuple[str, str, str, str]


def stage(canvas: Canvas, room: Room) -> float:
    """Wall, table and the light of a window; returns the height of the table's far edge."""
    rng = canvas.rng
    side = rng.choice((-1, 1))
    canvas.light = (-0.7 * side, -0.6)
    wall, table = colours(room[0]), colours(room[1])
    edge = canvas.h * rng.uniform(0.62, 0.7)
    with canvas.afar():
        canvas.wash(wall, 0, edge)
        canvas.clouds(tone(wall[0], 0.35), 0.3, 0, edge, 0.6, 0.7)
        canvas.wash((tone(table[0], 0.1), table[1]), edge)
    window(canvas, side, edge, tone(wall[0], 0.55))
    canvas.soft(box(-40, edge - 6, 1120, edge + 10), tone(wall[1], -0.4), 0.35, 10)
    canvas.texture("wood", 0.09, box(0, edge, canvas.w, canvas.h))
    return edge


def window(canvas: Canvas, side: int, edge: float, light: Colour) -> None:
    """Panes of sun across the wall."""
    rng = canvas.rng
    x, slant = 540 - side * rng.uniform(40, 260), side * rng.uniform(60, 190)
    width, tall = rng.uniform(150, 210), edge * rng.uniform(0.3, 0.4)
    top = edge * rng.uniform(0.02, 0.14)
    for row in range(2):
        for column in range(2):
            left = x + (column - 1) * (width + 18)
            y = top + row * (tall + 18)
            shift = slant * row
            pane = [
                (left + shift, y),
                (left + width + shift, y + 14),
                (left + width + slant + shift, y + tall + 14),
                (left + slant + shift, y + tall),
            ]
            canvas.soft(pane, light, 0.5, 7)
