"""The light of an hour: one palette for all that lies outdoors."""

from dataclasses import dataclass

from config.demo.pictures.brush.colour import Colour, colours, rgb


@dataclass(frozen=True)
class Hour:
    name: str
    sky: tuple[Colour, ...]
    far: Colour
    near: Colour
    light: Colour
    film: str = "warm"


def _hour(name: str, sky: str, far: str, near: str, light: str, film: str = "warm") -> Hour:
    return Hour(name, colours(sky), rgb(far), rgb(near), rgb(light), film)


SUNRISE = _hour("sunrise", "3b5480 8089ab dba193 f6c79b fbe3bd", "c3a0a6", "2b2f4a", "fff0cf")
GOLDEN = _hour("golden hour", "4a7a9c 93b0b4 eccb92 f5ab63", "d3a47c", "3b2a33", "ffe3a3")
NOON = _hour("noon", "2c74b3 64a6d6 b0d6ea e4f1f1", "98bbd0", "1d3b3c", "ffffff", "clear")
DUSK = _hour("dusk", "1d2247 4b3a73 a3567f e98a72 fbc48a", "8d6089", "181a33", "ffc99a")
BLUE = _hour("blue hour", "0b1733 1d3763 4670a0 9cb7cf", "6d8db0", "0c1a2e", "e9f2ff", "cool")
ROSE = _hour("soft light", "8fa9c9 c3bbd4 eec6ca fbe3d6", "bdafc9", "45425f", "fff3ea", "faded")
STORM = _hour("grey weather", "3d5468 708b98 a9bab8 dcdccf", "93a7ab", "1c2f36", "faf6e6", "faded")
FRESH = _hour("morning", "5aa3a6 a0cdbf dfebd0 f6f1d9", "9fc0b1", "14393a", "fdf9dd", "clear")

ALL = (SUNRISE, NOON, DUSK, FRESH, GOLDEN, STORM, BLUE, ROSE)
EVENINGS = (DUSK, BLUE, ROSE, GOLDEN, SUNRISE, STORM)
