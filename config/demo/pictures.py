"""The pictures in `data`: what each shows, and who has which avatar."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Picture:
    """`name` is that of its file; `kind` and `subject` are those that texts speak of."""

    name: str
    kind: str
    subject: str
    alt: str
    blurhash: str

    @property
    def path(self) -> Path:
        return DATA / "pictures" / f"{self.name}.webp"


@dataclass(frozen=True)
class Avatar:
    name: str
    blurhash: str

    @property
    def path(self) -> Path:
        return DATA / "avatars" / f"{self.name}.webp"


@cache
def all_pictures() -> tuple[Picture, ...]:
    kinds = _read("pictures")
    return tuple(
        Picture(name=name, kind=kind, **about)
        for kind, pictures in kinds.items()
        for name, about in pictures.items()
    )


@cache
def picture_kinds() -> tuple[str, ...]:
    return tuple(dict.fromkeys(picture.kind for picture in all_pictures()))


@cache
def avatars_by_username() -> dict[str, Avatar]:
    return {name: Avatar(name, blurhash) for name, blurhash in _read("avatars").items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
