"""A private account full of words that are used nowhere else, to look for in every response."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services.sessions import start_session
from posts.models import Post, TaggedUser
from posts.services.author_settings import change_author_settings
from posts.services.collections import create_collection
from posts.services.comments import add_comment
from posts.services.entities import record_caption
from posts.services.media import upload_media
from posts.services.saves import save_post
from social.services import add_close_friend, block_user, follow_user, mute_user
from tests.factories import (
    NOW,
    log_in,
    make_conversation,
    make_media,
    make_message,
    make_post,
    make_user,
)
from tests.posts.files import photograph
from tests.relations import follow

# Users whose names must stay hidden from other viewers, by their relation to the owner.
PEOPLE = (
    "who asks to follow",
    "follower",
    "followed",
    "muted",
    "close friend",
    "tagged",
    "blocked by the owner",
    "writer of a comment",
    "who likes",
)


@dataclass
class Hidden:
    """`words` must stay hidden from other viewers, by what they are; `values` are for paths."""

    owner: User
    words: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[Any]] = field(default_factory=dict)
    # The browser and the app of each viewer.
    clients: dict[str, tuple[Client, Client]] = field(default_factory=dict)

    def word(self, what: str) -> str:
        return self.words.setdefault(what, new_word())

    def found_in(self, text: str) -> set[str]:
        return {what for what, word in self.words.items() if word in text}


def new_word() -> str:
    return f"zq{secrets.token_hex(7)}"


def make_hidden() -> Hidden:
    """The other viewers follow all people who are named in it, so that nothing has a reason to
    suggest them."""
    hidden = Hidden(make_user("the_owner"))
    others = [make_user(f"the_{name}") for name in ("outsider", "blocked")]
    _make_people(hidden, others)
    _make_posts(hidden)
    _make_things(hidden)
    _make_conversations(hidden)
    User.objects.filter(pk=hidden.owner.pk).update(is_private=True)
    hidden.owner.refresh_from_db()
    block_user(blocker=hidden.owner, blocked=others[1])
    requester = User.objects.get(username=hidden.words["who asks to follow"])
    follow_user(follower=requester, following=hidden.owner)
    hidden.clients = {"anonymous": (Client(), APIClient())}
    for person in (hidden.owner, *others):
        hidden.clients[person.username] = _log_in(person)
    return hidden


def _make_people(hidden: Hidden, others: list[User]) -> None:
    owner = hidden.owner
    person = {what: make_user(hidden.word(what)) for what in PEOPLE}
    for each in person.values():
        for other in others:
            follow(other, each)
    follow(person["follower"], owner)
    follow(person["writer of a comment"], owner)
    follow(owner, person["followed"])
    mute_user(muter=owner, muted=person["muted"])
    add_close_friend(owner=owner, friend=person["close friend"])
    block_user(blocker=owner, blocked=person["blocked by the owner"])
    email = f"{hidden.word('e-mail address')}@example.org"
    User.objects.filter(pk=owner.pk).update(email=email)


def _make_posts(hidden: Hidden) -> None:
    word = hidden.word
    post = _make_post(
        hidden,
        "post",
        caption=f"{word('caption')} #{word('tag')}",
        location=word("location"),
    )
    _make_post(hidden, "archived", caption=word("archived caption"), archived_at=NOW)
    _make_post(hidden, "processing", caption=word("processing caption"), state="processing")
    _make_post(hidden, "failed", caption=word("failed caption"), state="failed")
    _make_post(hidden, "close", caption=word("close caption"), audience="close_friends")
    change_author_settings(user=hidden.owner, filtered_words=[word("filtered word")])
    writer = User.objects.get(username=hidden.words["writer of a comment"])
    comment = add_comment(post=post, author=writer, text=word("comment"))
    reply = add_comment(post=post, author=hidden.owner, text=word("reply"), parent_id=comment.pk)
    filtered = add_comment(post=post, author=writer, text=f"{word('filtered word')} it is")
    hidden.values["comment_id"] = [comment.pk, reply.pk, filtered.pk]
    tagged = User.objects.get(username=hidden.words["tagged"])
    TaggedUser.objects.create(post=post, user=tagged)
    post.likes.create(user=User.objects.get(username=hidden.words["who likes"]))
    Post.objects.filter(pk=post.pk).update(likes_count=1)


def _make_post(hidden: Hidden, what: str, **fields: Any) -> Post:
    post = make_post(hidden.owner, photographs=0, **fields)
    state = fields.get("state", "ready")
    alt = hidden.word(f"alt of {what}")
    media = make_media(hidden.owner, post=post, alt=alt, status=state)
    key = f"{media.folder}/640.jpg"
    storages["media"].save(key, ContentFile(hidden.word(f"file of {what}").encode()))
    record_caption(post=post)
    hidden.values.setdefault("key", []).extend([post.shortcode, post.pk])
    hidden.values.setdefault("file", []).append(key)
    hidden.values.setdefault("media_id", []).append(media.pk)
    return post


def _make_things(hidden: Hidden) -> None:
    owner, word = hidden.owner, hidden.word
    file = photograph(f"{word('name of a file')}.jpg")
    upload = upload_media(owner=owner, file=file, alt=word("alt of an upload"))
    hidden.values["media_id"].append(upload.pk)
    hidden.values["file"] += [upload.original, f"{upload.folder}/640.jpg"]
    collection = create_collection(owner=owner, name=word("collection"))
    kept = make_post(make_user("the_photographer"))
    save_post(post=kept, user=owner, collection_id=collection.pk)
    hidden.values |= {
        "collection_id": [collection.pk],
        "username": [owner.username],
        "name": [hidden.words["tag"], "nothing"],
        "session_id": [start_session(user=owner).session.pk],
        "passkey_id": [1],
        "token": ["token"],
        "anything": ["nothing"],
    }


def _make_conversations(hidden: Hidden) -> None:
    friend = User.objects.get(username=hidden.words["followed"])
    pair = make_conversation(hidden.owner, friend)
    group = make_conversation(hidden.owner, friend, title=hidden.word("title of a group"))
    messages = [
        make_message(pair, friend, hidden.word("message")),
        make_message(group, hidden.owner, hidden.word("message in a group")),
    ]
    hidden.values["conversation_id"] = [pair.pk, group.pk]
    hidden.values["message_id"] = [each.id for each in messages]


def _log_in(person: User) -> tuple[Client, Client]:
    browser, app = Client(), APIClient()
    log_in(browser, person)
    app.credentials(HTTP_AUTHORIZATION=f"Bearer {start_session(user=person).access}")
    return browser, app
