"""One account in one state, with a post for every audience and state, and a viewer of every kind.

Everything that could be known of a post contains its word: caption, comment, reply, alt text,
location, file. A response that contains one of its marks shows the post, at any entry point.
"""

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.leaving import deactivate_account, delete_account
from messaging.models import Conversation
from posts.models import (
    Collection,
    CollectionItem,
    Comment,
    HashtagFollow,
    Media,
    Mention,
    Post,
    Save,
    TaggedUser,
)
from posts.services.entities import record_caption
from tests.factories import (
    NOW,
    PASSWORD,
    log_in,
    make_comment,
    make_conversation,
    make_media,
    make_message,
    make_post,
    make_reply,
    make_user,
    use_access_token,
)
from tests.relations import ALL_KINDS, follow, relate
from tests.visibility.oracle import AUDIENCES, STATES, TAG_FOLLOWERS, sees

TAG = "lighthouses"


@dataclass(frozen=True)
class WorldPost:
    """A post of the world, and the marks by which a response shows it."""

    audience: str
    state: str
    word: str
    post: Post
    media: Media
    comment: Comment
    reply: Comment

    @property
    def name(self) -> str:
        return f"{self.audience}-{self.state}"

    @cached_property
    def marks(self) -> tuple[str, ...]:
        ids = (self.post.pk, self.comment.pk, self.reply.pk, self.media.pk)
        return (self.word, self.post.shortcode, self.media.folder, *map(str, ids))


@dataclass(frozen=True)
class Viewer:
    """A browser and an app of one user, both logged in before the account changed its state."""

    kind: str
    user: User | None
    browser: Client
    app: APIClient

    @property
    def who(self) -> User | AnonymousUser:
        return self.user or AnonymousUser()


@dataclass
class World:
    account: str
    # Whether every viewer requests every post at every entry point, instead of a sample.
    is_complete: bool
    author: User
    # Other users: one who comments, one who is tagged.
    guest: User
    model: User
    posts: list[WorldPost] = field(default_factory=list)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    collections: dict[str, Collection] = field(default_factory=dict)
    # In which the guest has shared all posts with a viewer.
    conversations: dict[str, Conversation] = field(default_factory=dict)

    def shown_in(self, text: str) -> set[str]:
        """The names of the posts of which a text contains a mark."""
        return {each.name for each in self.posts if any(mark in text for mark in each.marks)}

    @property
    def author_is_active(self) -> bool:
        return self.account in {"public", "private"}

    def can_log_in(self, viewer: Viewer) -> bool:
        """Whether the viewer can be logged in at all."""
        return viewer.kind != "author" or self.author_is_active

    def sees(self, viewer: Viewer, each: WorldPost) -> bool:
        return sees(viewer.kind, self.account, each.audience, each.state)

    def visible_to_viewer(self, viewer: Viewer) -> set[str]:
        return {each.name for each in self.posts if self.sees(viewer, each)}


def make_world(account: str, *, is_complete: bool = False) -> World:
    """Made while the account is public, so that every viewer could get their rows."""
    author, guest, model = (make_user(f"the_{name}") for name in ("author", "guest", "model"))
    world = World(account, is_complete, author, guest, model)
    follow(world.guest, world.author)
    world.posts = [_make_post(world, *kind) for kind in product(AUDIENCES, STATES)]
    _count(world.author)
    for kind in ALL_KINDS:
        world.viewers[kind] = _make_viewer(world, kind)
    _change(world)
    return world


def _make_post(world: World, audience: str, state: str) -> WorldPost:
    word = f"zq{secrets.token_hex(6)}"
    post = make_post(
        world.author,
        photographs=0,
        caption=f"{word} #{TAG} @{world.model.username}",
        location=f"Isle of {word}",
        audience=audience,
        likes_count=1,
        **{"archived": {"archived_at": NOW}, "deleted": {"deleted_at": NOW}}.get(
            state, {"state": state}
        ),
    )
    status = post.state
    media = make_media(world.author, post=post, alt=f"A {word} at dusk", status=status)
    storages["media"].save(f"{media.folder}/640.jpg", ContentFile(word.encode()))
    record_caption(post=post)
    TaggedUser.objects.create(post=post, user=world.model)
    comment = make_comment(post, world.guest, f"Is that {word}?")
    reply = make_reply(comment, world.model, f"It is {word}!")
    post.likes.create(user=world.guest)
    return WorldPost(audience, state, word, post, media, comment, reply)


def _make_viewer(world: World, kind: str) -> Viewer:
    """Mentioned and tagged in all posts, which they saved while these were visible to them."""
    browser, app = Client(), APIClient()
    if kind == "anonymous":
        return Viewer(kind, None, browser, app)
    user = world.author if kind == "author" else make_user(f"the_{kind}")
    collection = Collection.objects.create(owner=user, name="Collection")
    posts = [each.post for each in world.posts]
    Save.objects.bulk_create(Save(user=user, post=post) for post in posts)
    CollectionItem.objects.bulk_create(
        CollectionItem(collection=collection, post=post) for post in posts
    )
    if kind != "author":
        waits = TaggedUser.State.PENDING
        tags = (TaggedUser(post=post, user=user, state=waits) for post in posts)
        TaggedUser.objects.bulk_create(tags)
        Mention.objects.bulk_create(Mention(post=post, user=user) for post in posts)
    world.collections[kind] = collection
    conversation = world.conversations[kind] = make_conversation(world.guest, user)
    for post in posts:
        make_message(conversation, world.guest, TAG, post=post)
    if kind in TAG_FOLLOWERS:
        hashtag = world.posts[0].post.hashtags.get().hashtag
        HashtagFollow.objects.create(user=user, hashtag=hashtag)
    relate(kind, user, world.author, private=False)
    log_in(browser, user)
    use_access_token(app, user)
    return Viewer(kind, user, browser, app)


def _count(author: User) -> None:
    counted = sum(post.is_counted for post in author.posts.all())
    User.objects.filter(pk=author.pk).update(posts_count=counted)


def _change(world: World) -> None:
    """Bring the account into its state."""
    author = world.author
    changes: dict[str, Any] = {
        "private": lambda: User.objects.filter(pk=author.pk).update(is_private=True),
        "deactivated": lambda: deactivate_account(user=author, password=PASSWORD),
        "suspended": lambda: suspend_user(user=author),
        "erase_pending": lambda: delete_account(user=author, password=PASSWORD),
    }
    if world.account in changes:
        changes[world.account]()
    author.refresh_from_db()
