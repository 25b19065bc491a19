"""Direct messages of the demo account, read from `data/conversations.toml`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from config.demo.people import DEMO
from config.demo.pictures import DATA
from core.ids import time_of, uuid7_at
from messaging.models import Conversation, Message, Participant, Reaction
from posts.models import Post

PAUSE = timedelta(minutes=2)
Folder = Participant.Folder


def write_conversations(users: Mapping[str, User], posts: Sequence[Post], now: datetime) -> None:
    text = (DATA / "conversations.toml").read_text(encoding="utf-8")
    for number, record in enumerate(tomllib.loads(text)["conversations"]):
        _write(record, users, posts, now, f"demo-{number}")


def _write(
    record: dict[str, Any],
    users: Mapping[str, User],
    posts: Sequence[Post],
    now: datetime,
    name: str,
) -> None:
    members = [users[username] for username in (DEMO, *record["members"])]
    moments = list(_moments(record["messages"], now))
    is_pair = len(members) == 2
    conversation = Conversation.objects.create(
        id=uuid7_at(moments[0] - PAUSE),
        pair=sorted(member.pk for member in members) if is_pair else None,
        title=record.get("title", ""),
        founder=None if is_pair else members[1],
        last_seq=len(moments),
        created_at=moments[0] - PAUSE,
    )
    rows = list(_messages(record["messages"], moments, users, posts))
    for row in rows:
        row.conversation, row.client_id = conversation, f"{name}-{row.seq}"
    Message.objects.bulk_create(rows)
    Participant.objects.bulk_create(_seats(record, conversation, members, moments))
    Reaction.objects.bulk_create(_reactions(record["messages"], conversation, users, moments))


def _moments(messages: Sequence[dict[str, Any]], now: datetime) -> Iterator[datetime]:
    moment = now
    for each in messages:
        moment = now - timedelta(hours=each["ago"]) if "ago" in each else moment + PAUSE
        yield moment


def _messages(
    messages: Sequence[dict[str, Any]],
    moments: Sequence[datetime],
    users: Mapping[str, User],
    posts: Sequence[Post],
) -> Iterator[Message]:
    for seq, (each, moment) in enumerate(zip(messages, moments, strict=True), start=1):
        yield Message(
            id=uuid7_at(moment),
            seq=seq,
            sender=users[each["by"]],
            text=each.get("text", ""),
            post=_newest_of(users[each["post"]], posts) if "post" in each else None,
            profile=users[each["profile"]] if "profile" in each else None,
            reply_to_seq=seq - each["reply"] if "reply" in each else None,
        )


def _newest_of(author: User, posts: Sequence[Post]) -> Post | None:
    public = [post for post in posts if post.author == author and post.audience == "public"]
    return max(public, key=lambda post: time_of(post.id), default=None)


def _seats(
    record: dict[str, Any],
    conversation: Conversation,
    members: Sequence[User],
    moments: Sequence[datetime],
) -> Iterator[Participant]:
    """The others have read everything."""
    last = len(moments)
    folder = Folder.REQUESTS if "request" in record else Folder.INBOX
    folder = Folder.ARCHIVE if "archived" in record else folder
    for member in members:
        is_demo = member.username == DEMO
        yield Participant(
            conversation=conversation,
            user=member,
            peer=next(each for each in members if each != member) if conversation.pair else None,
            folder=folder if is_demo else Folder.INBOX,
            read_up_to=last - record.get("unread", 0) if is_demo else last,
            last_seq=last,
            moved_at=moments[-1],
            joined_at=conversation.created_at,
        )


def _reactions(
    messages: Sequence[dict[str, Any]],
    conversation: Conversation,
    users: Mapping[str, User],
    moments: Sequence[datetime],
) -> Iterator[Reaction]:
    for seq, (each, moment) in enumerate(zip(messages, moments, strict=True), start=1):
        for reaction in each.get("reactions", ()):
            emoji, _space, username = reaction.partition(" ")
            yield Reaction(
                conversation=conversation,
                seq=seq,
                user=users[username],
                emoji=emoji,
                created_at=moment + PAUSE,
            )
