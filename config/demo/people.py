"""Who is in the community."""

from datetime import timedelta
from random import Random
from typing import Any

from config.demo.library import person_records
from config.demo.pictures import Frame
from config.demo.plan import Person

DEMO = "demo"
PASSWORD = "demo-instapro"  # noqa: S105 - told to everyone on purpose

# The kind of an avatar that is drawn for a person, rather than one of the pictures.
PORTRAIT = "avatar"
_AVATAR = (320, 320)


def gather(rng: Random) -> tuple[Person, ...]:
    return tuple(_person(rng, record) for record in person_records())


def gather_usernames() -> list[str]:
    return [record["username"] for record in person_records()]


def _person(rng: Random, record: dict[str, Any]) -> Person:
    return Person(
        username=record["username"],
        name=record["name"],
        bio=record["bio"],
        website=record.get("website", ""),
        links=tuple(record.get("links", ())),
        verified=record.get("verified", False),
        kinds=tuple(record["kinds"]),
        avatar=_avatar(record["avatar"]),
        fame=record.get("fame", 1.0),
        pace=record.get("pace", 0.8),
        # Longer ago than any post or follow.
        age=timedelta(days=rng.uniform(75, 900)),
    )


def _avatar(told: int | str) -> Frame:
    """A number draws a portrait; `mountains/3` a picture of that kind."""
    if isinstance(told, int):
        return Frame(PORTRAIT, told, _AVATAR)
    kind, seed = told.split("/")
    return Frame(kind, int(seed), _AVATAR)
