"""The demo community as `build_community` plans it and `seed_demo` writes it.

Ages count backwards from the moment of seeding, so that the same plan is always fresh.
"""

from dataclasses import dataclass
from datetime import timedelta

from config.demo.pictures import Avatar, Picture
from config.demo.texts import Caption


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
    avatar: Avatar
    fame: float
    pace: float
    age: timedelta


@dataclass(frozen=True)
class Follow:
    follower: str
    following: str
    age: timedelta


@dataclass(frozen=True)
class Draft:
    """A post without its date."""

    author: str
    caption: Caption
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Post:
    """`thread` is the conversation that was written for this very post, if one was."""

    author: str
    caption: str
    place: str
    subject: str
    pictures: tuple[Picture, ...]
    thread: tuple[str, ...]
    age: timedelta
    audience: str = "public"

    @property
    def kind(self) -> str:
        return self.pictures[0].kind


@dataclass(frozen=True)
class Comment:
    """`post` is an index into `Community.posts`; a reply is to the last comment that is none."""

    post: int
    author: str
    text: str
    age: timedelta
    is_reply: bool = False
    likers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Like:
    """`post` is an index into `Community.posts`."""

    post: int
    user: str
    age: timedelta


@dataclass(frozen=True)
class SavedCollection:
    """Of the demo account: `posts` are indexes into `Community.posts`."""

    name: str
    posts: tuple[int, ...]


@dataclass(frozen=True)
class Community:
    people: tuple[Person, ...]
    follows: tuple[Follow, ...]
    posts: tuple[Post, ...]
    comments: tuple[Comment, ...]
    likes: tuple[Like, ...]
    collections: tuple[SavedCollection, ...]

    @property
    def pictures(self) -> list[Picture]:
        """Of every post, in order."""
        return [picture for post in self.posts for picture in post.pictures]
