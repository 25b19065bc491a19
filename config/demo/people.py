"""Who is in the community, read from `data/people.toml`."""

import tomllib
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

from config.demo.pictures import DATA, avatars_by_username
from config.demo.plan import Person

DEMO = "demo"
PASSWORD = "demo-instapro"  # noqa: S105 - public on purpose


@cache
def person_records() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((DATA / "people.toml").read_text(encoding="utf-8"))["people"])


def demo_usernames() -> list[str]:
    return [record["username"] for record in person_records()]


def plan_people(rng: Random) -> tuple[Person, ...]:
    return tuple(_person(rng, record) for record in person_records())


def _person(rng: Random, record: dict[str, Any]) -> Person:
    return Person(
        username=record["username"],
        name=record["name"],
        bio=record["bio"],
        website=record.get("website", ""),
        links=tuple(record.get("links", ())),
        verified=record.get("verified", False),
        kinds=tuple(record["kinds"]),
        avatar=avatars_by_username()[record["username"]],
        fame=record.get("fame", 1.0),
        pace=record.get("pace", 0.8),
        # Longer ago than any post or follow.
        age=timedelta(days=rng.uniform(75, 900)),
    )
