"""Who follows whom: people of like interests, the famous above all, and often one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from config.demo.people import DEMO, person_records
from config.demo.plan import Follow, Person

MIN_FOLLOWING = 5
FOLLOW_BACK = 0.3


@dataclass
class Graph:
    """Usernames by username, in both directions."""

    following: dict[str, list[str]] = field(default_factory=dict)
    followers: dict[str, list[str]] = field(default_factory=dict)

    def add(self, follower: str, following: str) -> None:
        if follower != following and following not in self.following.setdefault(follower, []):
            self.following[follower].append(following)
            self.followers.setdefault(following, []).append(follower)

    def pairs(self) -> Iterable[tuple[str, str]]:
        return ((one, other) for one, others in self.following.items() for other in others)


def plan_graph(rng: Random, people: Sequence[Person]) -> Graph:
    graph = Graph()
    _connect_demo(graph)
    others = [person for person in people if person.username != DEMO]
    for person in others:
        reach = max(MIN_FOLLOWING, round(rng.lognormvariate(2.35, 0.5)))
        for chosen in _like_minded(rng, person, others, reach):
            graph.add(person.username, chosen.username)
    for one, other in list(graph.pairs()):
        # The demo account's own two lists stay as they are written.
        if DEMO not in {one, other} and rng.random() < FOLLOW_BACK:
            graph.add(other, one)
    return graph


def plan_follows(rng: Random, people: Sequence[Person], graph: Graph) -> tuple[Follow, ...]:
    """With dates, none before both had joined."""
    ages = {person.username: person.age for person in people}
    return tuple(
        Follow(one, other, _since(rng, min(ages[one], ages[other]))) for one, other in graph.pairs()
    )


def _connect_demo(graph: Graph) -> None:
    record = next(each for each in person_records() if each["username"] == DEMO)
    for username in record["follows"]:
        graph.add(DEMO, username)
    for username in record["followers"]:
        graph.add(username, DEMO)


def _like_minded(rng: Random, person: Person, others: Sequence[Person], count: int) -> list[Person]:
    """A weighted sample without replacement: a higher weight makes a lower key likelier."""

    def sort_key(other: Person) -> float:
        common = len(set(person.kinds) & set(other.kinds))
        return float(rng.expovariate(1) / (other.fame**2 * (0.4 + 2 * common)))

    strangers = [other for other in others if other is not person]
    return sorted(strangers, key=sort_key)[:count]


def _since(rng: Random, longest: timedelta) -> timedelta:
    return timedelta(days=1) + (longest - timedelta(days=2)) * rng.random()
