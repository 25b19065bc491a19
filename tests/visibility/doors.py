"""What a door is: a route that could show or count a post, and how to tell what it does.

The tables are in `doors_posts.py`, `doors_lists.py`, `doors_writes.py`, `doors_files.py` and
`doors_live.py`. A route that shows posts and is in none of them fails `test_inventory.py`.
"""

import json as jsons
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.test import Client

from tests.visibility import oracle
from tests.visibility.world import TAG, Shown, Viewer, World

Rule = Callable[[str, str, str, str], bool]
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# Who of those who see a post may come to a door.
ANYBODY, SIGNED_IN, AUTHOR, TAGGED = "anybody", "signed in", "author", "who is tagged"


@dataclass(frozen=True)
class Door:
    """`route` is spelled as in the tables of URLs."""

    route: str
    method: str = "get"
    who: str = ANYBODY
    # Whose name stands in the address: author, guest, model, or "viewer".
    username: str = "author"
    query: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    # The comment or the reply, where one is named.
    comment: str = "comment"
    by: str = "shortcode"

    def __str__(self) -> str:
        extra = [self.by] if self.by != "shortcode" else []
        extra += [self.comment] if self.comment != "comment" else []
        extra += [self.username] if self.username != "author" else []
        values = [str(value) for value in self.body.values()]
        return " ".join([self.method, self.route + self.query, *extra, *values])

    @property
    def is_api(self) -> bool:
        return self.route.startswith("api/")

    def ask(self, world: World, viewer: Viewer, each: Shown | None = None) -> "Said":
        client: Client = viewer.app if self.is_api else viewer.browser
        names = self.names(world, viewer, each)
        path = "/" + PARAMETER.sub(lambda found: quote(str(names[found[1]])), self.route)
        kind = {"content_type": "application/json"} if self.is_api and self.body else {}
        body = self.body_for(each)
        answer = getattr(client, self.method)(path + self.query, body or None, **kind)
        return Said.of(answer, asked=[str(name) for name in names.values()])

    def body_for(self, each: Shown | None) -> dict[str, Any]:
        """With the ids that it names."""
        if each is None:
            return self.body
        ids = {"comment": str(each.comment.pk), "post": str(each.post.pk)}
        return {
            key: ids[value[1:-1]] if isinstance(value, str) and value[1:-1] in ids else value
            for key, value in self.body.items()
        }

    def names(self, world: World, viewer: Viewer, each: Shown | None) -> dict[str, Any]:
        people = {"author": world.author, "guest": world.guest, "model": world.model}
        person = viewer.user if self.username == "viewer" else people[self.username]
        shelf = world.collections.get(viewer.kind)
        names: dict[str, Any] = {
            "username": person.username if person else "nobody_at_all",
            "name": TAG,
            "collection_id": shelf.pk if shelf else world.guest.pk,
        }
        if each is not None:
            comment = each.comment if self.comment == "comment" else each.reply
            key = each.post.shortcode if self.by == "shortcode" else each.post.pk
            names |= {"key": key, "comment_id": comment.pk, "media_id": each.media.pk}
        return names


@dataclass(frozen=True)
class Detail(Door):
    """Of one post: there for those who see it, and 404 for others."""

    # Whether something of the post must stand in the answer.
    shows: bool = True


@dataclass(frozen=True)
class Write(Door):
    """Something done to one post, by those who see it: 404 for others, and nothing is written."""

    method: str = "post"
    who: str = SIGNED_IN
    # On what it succeeds; elsewhere it may be refused to those who see the post.
    works_on: Iterable[str] = ("ready",)
    refusals: tuple[int, ...] = (403,)


@dataclass(frozen=True)
class List(Door):
    """Shows those posts that the rule gives to the viewer, and no other."""

    rule: Rule = oracle.sees
    states: Iterable[str] = ("ready",)
    # What the author finds there beyond.
    own_states: Iterable[str] = ()
    prepare: Callable[[World, Viewer], None] | None = None

    def expects(self, world: World, viewer: Viewer) -> set[str]:
        states = {*self.states, *(self.own_states if viewer.kind == "author" else ())}
        if self.who != ANYBODY and viewer.user is None:
            return set()
        return {
            each.name
            for each in world.posts
            if each.state in states
            and self.rule(viewer.kind, world.account, each.audience, each.state)
        }


@dataclass(frozen=True)
class Count(List):
    """Says how many those are; None where it says nothing."""

    read: Callable[["Said"], int | None] = lambda said: None


@dataclass(frozen=True)
class Said:
    """An answer: its status, and all that was sent, but for what the asker had sent."""

    status: int
    text: str
    body: str

    @classmethod
    def of(cls, answer: Any, asked: list[str]) -> "Said":
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
        content = answer.content.decode(errors="replace")
        text = f"{headers}\n{answer.cookies.output()}\n{content}"
        if answer.status_code >= 300 and answer.status_code != 403:
            for each in asked:
                text = text.replace(each, "")
        return cls(answer.status_code, text, content)

    @property
    def json(self) -> Any:
        return jsons.loads(self.body)

    @property
    def is_refusal(self) -> bool:
        """Nobody is signed in: the API says so, a page leads to where one can."""
        return self.status == 401 or (self.status == 302 and "/accounts/login/" in self.text)
