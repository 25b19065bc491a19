"""An entry point is a route that could show or count a post; what to request, what to expect.

The modules beside this one list them. A route that shows posts and is in none of them fails
`test_inventory.py`.
"""

import json as jsons
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.test import Client

from tests.visibility import oracle
from tests.visibility.world import TAG, Viewer, World, WorldPost

Rule = Callable[[str, str, str, str], bool]
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# Which of the viewers who may see a post may use an entry point.
EVERYONE, LOGGED_IN, AUTHOR, TAGGED = "everyone", "logged in", "author", "tagged person"


@dataclass(frozen=True)
class EntryPoint:
    """`route` is spelled as in the URL configuration."""

    route: str
    method: str = "get"
    who: str = EVERYONE
    # Whose username is in the path: author, guest, model, or "viewer".
    username: str = "author"
    # "{ids}" are the ids of all posts.
    query: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    # Whether a `comment_id` in the path is the comment's or the reply's.
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

    def request(self, world: World, viewer: Viewer, each: WorldPost | None = None) -> "Response":
        client: Client = viewer.app if self.is_api else viewer.browser
        names = self.names(world, viewer, each)
        path = "/" + PARAMETER.sub(lambda found: quote(str(names[found[1]])), self.route)
        kind = {"content_type": "application/json"} if self.is_api and self.body else {}
        body = self.body_for(each)
        ids = ",".join(str(each.post.pk) for each in world.posts)
        query = self.query.replace("{ids}", ids)
        answer = getattr(client, self.method)(path + query, body or None, **kind)
        # Links that lead back to the page hold its query.
        echoes = [ids, quote(ids)] if query != self.query else []
        return Response.of(answer, sent=[str(name) for name in names.values()], echoes=echoes)

    def body_for(self, each: WorldPost | None) -> dict[str, Any]:
        """The body with its placeholders replaced by ids."""
        if each is None:
            return self.body
        ids = {"comment": str(each.comment.pk), "post": str(each.post.pk)}
        return {
            key: ids[value[1:-1]] if isinstance(value, str) and value[1:-1] in ids else value
            for key, value in self.body.items()
        }

    def names(self, world: World, viewer: Viewer, each: WorldPost | None) -> dict[str, Any]:
        people = {"author": world.author, "guest": world.guest, "model": world.model}
        person = viewer.user if self.username == "viewer" else people[self.username]
        collection = world.collections.get(viewer.kind)
        conversation = world.conversations.get(viewer.kind)
        names: dict[str, Any] = {
            "username": person.username if person else "nobody_at_all",
            "name": TAG,
            "collection_id": collection.pk if collection else world.guest.pk,
            "conversation_id": conversation.pk if conversation else world.guest.pk,
        }
        if each is not None:
            comment = each.comment if self.comment == "comment" else each.reply
            key = each.post.shortcode if self.by == "shortcode" else each.post.pk
            names |= {"key": key, "comment_id": comment.pk, "media_id": each.media.pk}
        return names


@dataclass(frozen=True)
class Detail(EntryPoint):
    """One post: shown to viewers who may see it, 404 for all others."""

    # Whether the response must show something of the post.
    shows: bool = True


@dataclass(frozen=True)
class Write(EntryPoint):
    """A change to one post: 404 for viewers who may not see it, and nothing is written."""

    method: str = "post"
    who: str = LOGGED_IN
    # The states in which it succeeds; in others it may be refused to viewers of the post.
    works_on: Iterable[str] = ("ready",)
    refusals: tuple[int, ...] = (403,)


@dataclass(frozen=True)
class List(EntryPoint):
    """Shows the posts that the rule gives to the viewer, and no others."""

    rule: Rule = oracle.sees
    states: Iterable[str] = ("ready",)
    # The states that it shows to the author besides.
    own_states: Iterable[str] = ()
    prepare: Callable[[World, Viewer], None] | None = None

    def expects(self, world: World, viewer: Viewer) -> set[str]:
        states = {*self.states, *(self.own_states if viewer.kind == "author" else ())}
        if self.who != EVERYONE and viewer.user is None:
            return set()
        return {
            each.name
            for each in world.posts
            if each.state in states
            and self.rule(viewer.kind, world.account, each.audience, each.state)
        }


@dataclass(frozen=True)
class Count(List):
    """Counts those posts; None where the response has no count."""

    read: Callable[["Response"], int | None] = lambda response: None


@dataclass(frozen=True)
class Response:
    """The status, and everything in the response but what the viewer has sent."""

    status: int
    text: str
    body: str

    @classmethod
    def of(cls, answer: Any, *, sent: list[str], echoes: Iterable[str] = ()) -> "Response":
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
        content = answer.getvalue().decode(errors="replace")
        text = f"{headers}\n{answer.cookies.output()}\n{content}"
        if answer.status_code >= 300 and answer.status_code != 403:
            echoes = [*echoes, *sent]
        for each in echoes:
            text = text.replace(each, "")
        return cls(answer.status_code, text, content)

    @property
    def json(self) -> Any:
        return jsons.loads(self.body)

    @property
    def is_refusal(self) -> bool:
        """Logging in is required: the API answers 401, a page redirects to the login page."""
        return self.status == 401 or (self.status == 302 and "/accounts/login/" in self.text)
