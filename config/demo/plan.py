"""The demo community on paper: what `build_community` thinks up and `seed` writes.

Ages count backwards from the moment of seeding, so that the same plan is always fresh.
"""

from dataclasses import dataclass
from datetime import timedelta

from config.demo.pictures import Frame


@dataclass(frozen=True)
class Person:
    """`kinds` are the pictures they post; `fame` draws followers, `pace` is how much they post."""

    username: str
    name: str
    bio: str
    website: str
    links: tuple[dict[str, str], ...]
    verified: bool
    kinds: tuple[str, ...]
    avatar: Frame
    fame: float
    pace: float
    age: timedelta


@dataclass(frozen=True)
class Follow:
    follower: str
    following: str
    age: timedelta


@dataclass(frozen=True)
class Post:
    """`thread` is the conversation that was written for this very post, if one was."""

    author: str
    caption: str
    place: str
    subject: str
    frames: tuple[Frame, ...]
    thread: tuple[str, ...]
    age: timedelta
    audience: str = "public"

    @property
    def kind(self) -> str:
        return self.frames[0].kind


@dataclass(frozen=True)
class Comment:
    """`post` is the place in `Community.posts`; a reply is to the last before it that is none."""

    post: int
    author: str
    text: str
    age: timedelta
    is_reply: bool = False
    likers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Like:
    post: int
    user: str
    age: timedelta


@dataclass(frozen=True)
class Shelf:
    """A collection of the demo account: posts by their places in `Community.posts`."""

    name: str
    posts: tuple[int, ...]


@dataclass(frozen=True)
class Community:
    people: tuple[Person, ...]
    follows: tuple[Follow, ...]
    posts: tuple[Post, ...]
    comments: tuple[Comment, ...]
    likes: tuple[Like, ...]
    shelves: tuple[Shelf, ...]

    @property
    def frames(self) -> list[Frame]:
        """Every picture of every post, in order."""
        return [frame for post in self.posts for frame in post.frames]
