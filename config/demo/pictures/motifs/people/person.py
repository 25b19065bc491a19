"""What a person looks like, and the words for it."""

from dataclasses import dataclass
from random import Random

from config.demo.pictures.brush.colour import Colour, colours, rgb

_SKINS = colours("f5cdaa eebb93 e0a578 cc8b60 ad7049 8c5638 6b4130 512f22")
_DARKER = _SKINS[4:]
_HAIRS = (
    ("black", "2a2226"),
    ("dark brown", "40291f"),
    ("brown", "6b4228"),
    ("chestnut", "8a4a2a"),
    ("red", "b3522a"),
    ("blond", "d9a950"),
    ("fair", "e6c88a"),
    ("grey", "a39e9c"),
    ("white", "dcd6cf"),
)
_DYED = (("pink", "d97f9a"), ("blue", "4a6f9a"))
_CLOTHES = colours(
    "c9573f 2f4a66 e9b44c 3f6f5f f3ece0 8a4a6b 5f7fa8 d98f7a "
    "35353f 9aa86a b5303c 6a5a9a e8a9a0 24504f"
)
_TOPS = ("crew neck", "turtleneck", "shirt", "hoodie", "stripes", "jacket")
_STYLES = (
    *("short", "long", "bobbed", "curly", "frizzy", "pinned-up", "swept-up", "plaited"),
    *("bald", "headscarf", "turban", "beanie", "tied-back", "wavy", "cropped", "hat"),
)
_BEARDED = {"short", "swept-up", "bald", "turban", "beanie", "cropped"}
_WORN = {
    "headscarf": "a headscarf",
    "turban": "a turban",
    "beanie": "a knitted hat",
    "hat": "a straw hat",
}


@dataclass(frozen=True)
class Person:
    skin: Colour
    hair: Colour
    hair_name: str
    style: str
    top: str
    cloth: Colour
    second: Colour
    glasses: str
    beard: str
    mouth: str
    earrings: bool
    freckles: bool
    face: float

    @property
    def words(self) -> str:
        """What one sees: "a person with curly black hair and round glasses"."""
        looks = [self._head]
        looks += [f"{self.glasses} glasses"] if self.glasses else []
        looks += [self.beard] if self.beard else []
        return f"a person {looks[0]}" + (f" and {looks[-1]}" if len(looks) > 1 else "")

    @property
    def _head(self) -> str:
        if self.style in _WORN:
            return f"wearing {_WORN[self.style]}"
        if self.style == "bald":
            return "without hair"
        return f"with {self.style} {self.hair_name} hair"


def choose(rng: Random) -> Person:
    skin = rng.choice(_SKINS)
    dyed = rng.random() < 0.12
    hair_name, hair = rng.choice(_DYED if dyed else _natural(rng, skin))
    style = rng.choice(_STYLES)
    bearded = style in _BEARDED and not dyed and rng.random() < 0.62
    cloth, second = rng.sample(_CLOTHES, 2)
    return Person(
        skin=skin,
        hair=rgb(hair),
        hair_name=hair_name,
        style=style,
        top=rng.choice(_TOPS),
        cloth=cloth,
        second=second,
        glasses=rng.choice(("", "", "", "round", "square", "dark")),
        beard=rng.choice(("a beard", "a beard", "a moustache", "")) if bearded else "",
        mouth=rng.choice(("smile", "smile", "grin", "calm")),
        earrings=not bearded and rng.random() < 0.5,
        freckles=skin not in _DARKER and rng.random() < 0.3,
        face=rng.uniform(0.92, 1.08),
    )


def _natural(rng: Random, skin: Colour) -> tuple[tuple[str, str], ...]:
    return _HAIRS[:3] if skin in _DARKER and rng.random() < 0.85 else _HAIRS
