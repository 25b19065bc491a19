"""Who requests what of a world. With `--long` every viewer requests every post."""

from collections.abc import Iterator
from zlib import crc32

from tests.relations import BLOCK_KINDS
from tests.visibility.entry_points.base import EntryPoint, List
from tests.visibility.entry_points.live import Live
from tests.visibility.oracle import ACCOUNTS, AUDIENCES, STATES, in_home_timeline
from tests.visibility.world import Viewer, World, WorldPost

# Where every viewer requests every post in a usual run too.
THOROUGH = {"get media/<path:key> cookie"}

# Kinds of viewers for whom the oracle never differs, but in home timelines.
ALIKE = (("stranger", "requested", "moderator"), ("follower", "muting"))

# A viewer's kind, a post's audience, its state.
Request = tuple[str, str, str]


def requests_at(entry_point: EntryPoint | Live, world: World) -> Iterator[tuple[Viewer, WorldPost]]:
    """Which viewer requests which post: first those that are most likely to show a leak."""
    turn = turn_of(entry_point)
    requests = sampled(turn, world)
    if isinstance(entry_point, Live) and world.author_is_active:
        requests += [(kind, "public", "ready") for kind in world.viewers]
    if world.is_complete or (str(entry_point) in THOROUGH and world.author_is_active):
        posts = [(each.audience, each.state) for each in world.posts]
        requests += [(kind, *post) for kind in world.viewers for post in posts]
    found = {(each.audience, each.state): each for each in world.posts}
    for kind, *post in dict.fromkeys(requests):
        yield world.viewers[kind], found[post[0], post[1]]


def sampled(turn: int, world: World) -> list[Request]:
    """Requests of which each has one reason to be answered as it must be.

    One for every clause of the rule: a post that the clause alone hides, and one that it lets
    through. Where the rule treats kinds of viewers or audiences alike, `turn` chooses one.
    """
    stranger, follower = (kinds[turn % len(kinds)] for kinds in ALIKE)
    audience = AUDIENCES[turn % len(AUDIENCES)]
    if world.account == "private":
        return [
            (stranger, "public", "ready"),
            ("anonymous", "public", "ready"),
            ("unfollowing_friend", "close_friends", "ready"),
            (follower, ("public", "followers")[turn % 2], "ready"),
            ("close_friend", "close_friends", "ready"),
        ]
    if not world.author_is_active:
        kinds = ("author", "close_friend", follower, stranger, "anonymous", "unfollowing_friend")
        seen = {"unfollowing_friend": "close_friends"}
        place = (turn + ACCOUNTS.index(world.account)) % 3
        return [(kind, seen.get(kind, "public"), "ready") for kind in kinds[place::3]]
    hidden_states = [state for state in STATES if state not in {"ready", "deleted"}]
    others = [stranger, follower, "close_friend"]
    return [
        *((kind, "public", "ready") for kind in BLOCK_KINDS),
        (stranger, ("followers", "close_friends")[turn % 2], "ready"),
        (follower, "close_friends", "ready"),
        *((others[(turn + n) % 3], "public", each) for n, each in enumerate(hidden_states)),
        ("author", audience, "deleted"),
        ("unfollowing_friend", ("close_friends", "followers")[turn % 2], "ready"),
        *(("author", audience, state) for state in ("ready", *hidden_states)),
        ("anonymous", "public", "ready"),
        (stranger, "public", "ready"),
        (follower, "followers", "ready"),
        ("close_friend", "close_friends", "ready"),
    ]


def list_viewers(entry_point: List | str, world: World) -> list[Viewer]:
    """Who reads a list or a profile.

    Of kinds that are alike one, another at each entry point. A private account is not read across
    a block, and one that is not active by another third of the viewers for each of its states.
    """
    if world.is_complete:
        return list(world.viewers.values())
    turn = turn_of(entry_point)
    left_out: set[str] = set()
    if not (isinstance(entry_point, List) and entry_point.rule is in_home_timeline):
        left_out |= {kind for kinds in ALIKE for kind in kinds if kind != kinds[turn % len(kinds)]}
    if world.account != "public":
        left_out |= set(BLOCK_KINDS)
    viewers = [viewer for viewer in world.viewers.values() if viewer.kind not in left_out]
    if world.author_is_active:
        return viewers
    return viewers[(turn + ACCOUNTS.index(world.account)) % 3 :: 3]


def turn_of(entry_point: EntryPoint | Live | str) -> int:
    """A number that differs from one entry point to the next, and is the same in every run."""
    return crc32(str(entry_point).encode())
