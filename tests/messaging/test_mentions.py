"""Mentioned users are notified if they may see where; no one else is."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from accounts.models import User
from posts.models import Comment, Mention, Post
from posts.services.archiving import archive_post
from posts.services.author_settings import change_author_settings
from posts.services.comments import add_comment
from posts.services.deleting import delete_comment, delete_post
from posts.services.editing import edit_post
from posts.services.entities import record_caption
from posts.services.publishing import publish_post
from posts.tasks import notify_caption_mentions
from social.services import add_close_friend, block_user, follow_user, mute_user, set_private
from tests.factories import make_media, make_post
from tests.messaging.client import Socket
from tests.messaging.conftest import OpenSocket
from tests.relations import follow
from tests.threads import at_once

pytestmark = pytest.mark.django_db

Deliver = Callable[[], None]


@pytest.fixture
def socket(bob: User, open_socket: OpenSocket) -> Socket:
    """The socket of bob, who follows no one."""
    socket = open_socket(bob)
    socket.settle()
    return socket


def news(by: str, post: Post, comment: Comment | None = None) -> dict[str, Any]:
    mention = Mention.objects.get(user__username="bob", post=post, comment=comment)
    event = {
        "type": "mention.new",
        "id": str(mention.pk),
        "post": {"id": str(post.pk), "permalink": f"http://testserver/p/{post.shortcode}/"},
        "by": by,
    }
    return {**event, "comment_id": str(comment.pk)} if comment else event


def publish(author: User, caption: str, **fields: Any) -> Post:
    return publish_post(author=author, media_ids=[make_media(author).pk], caption=caption, **fields)


def test_a_mention_in_a_caption_notifies_on_publication(
    alice: User, carol: User, socket: Socket, open_socket: OpenSocket, deliver: Deliver
) -> None:
    other = open_socket(carol)
    post = publish(alice, "With @Bob, @bob and @nobody")
    deliver()
    assert socket.next() == news("alice", post)
    socket.settle()
    other.settle()


def test_a_mention_in_a_caption_notifies_once_the_post_is_shown(
    alice: User, socket: Socket, deliver: Deliver
) -> None:
    media = make_media(alice, status="processing", renditions=[])
    post = publish_post(author=alice, media_ids=[media.pk], caption="@bob")
    deliver()
    socket.settle()
    assert not post.is_ready


def test_a_later_mention_notifies_then_and_no_one_twice(
    alice: User, carol: User, socket: Socket, open_socket: OpenSocket, deliver: Deliver
) -> None:
    other = open_socket(carol)
    post = make_post(alice, caption="@carol")
    record_caption(post=post)
    deliver()
    other.next()
    edit_post(post=post, actor=alice, caption="@carol with @bob")
    deliver()
    assert socket.next() == news("alice", post)
    other.settle()
    edit_post(post=post, actor=alice, caption="@bob with @carol")
    deliver()
    socket.settle()


def test_a_mention_in_a_comment_notifies(
    alice: User, carol: User, socket: Socket, deliver: Deliver
) -> None:
    post = make_post(alice)
    comment = add_comment(post=post, author=carol, text="Look, @bob!")
    deliver()
    assert socket.next() == news("carol", post, comment)


def test_no_one_is_notified_of_their_own_text(
    alice: User, bob: User, socket: Socket, deliver: Deliver
) -> None:
    publish(bob, "Me, @bob")
    add_comment(post=make_post(alice), author=bob, text="Me, @bob")
    assert not Mention.objects.exists()
    deliver()
    socket.settle()


def hide(how: str, alice: User, bob: User, post: Post, comment: Comment) -> None:
    """bob may not see the comment any more, or does not want to."""
    if how == "blocked":
        block_user(blocker=alice, blocked=bob)
    elif how == "blocking":
        block_user(blocker=bob, blocked=alice)
    elif how == "private":
        set_private(user=alice, is_private=True)
    elif how == "muting":
        mute_user(muter=bob, muted=alice)
    elif how == "archived":
        archive_post(post=post, actor=alice)
    elif how == "deleted":
        delete_post(post=post, actor=alice)
    elif how == "comment deleted":
        delete_comment(comment=comment, actor=alice)
    elif how == "filtered":
        Comment.objects.filter(pk=comment.pk).update(is_filtered=True)
    else:
        edit_post(post=post, actor=alice, audience=how)


@pytest.mark.parametrize(
    "how",
    ["blocked", "blocking", "private", "muting", "archived", "deleted", "comment deleted",
     "filtered", "followers", "close_friends"],
)  # fmt: skip
def test_hidden_or_muted_posts_notify_no_one(
    how: str, alice: User, bob: User, carol: User, socket: Socket, deliver: Deliver
) -> None:
    """Access is checked at delivery; the next event shows that delivery works."""
    post = make_post(alice, caption="@bob")
    record_caption(post=post)
    comment = add_comment(post=post, author=alice, text="Look, @bob!")
    # The caption has no mention left, so this shows where the one of the comment alone went.
    if how in {"comment deleted", "filtered"}:
        Mention.objects.filter(comment=None).delete()
    hide(how, alice, bob, post, comment)
    deliver()
    shown = publish(carol, "@bob")
    deliver()
    assert socket.next() == news("carol", shown)


def test_a_filtered_comment_notifies_no_one_not_even_the_posts_author(
    bob: User, carol: User, socket: Socket, deliver: Deliver
) -> None:
    change_author_settings(user=bob, filtered_words=["ugly"])
    post = make_post(bob)
    add_comment(post=post, author=carol, text="Ugly, @bob")
    kind = add_comment(post=post, author=carol, text="Kind, @bob")
    deliver()
    assert socket.next() == news("carol", post, kind)


def test_the_audience_of_a_post_is_notified(
    alice: User, bob: User, erin: User, socket: Socket, deliver: Deliver
) -> None:
    add_close_friend(owner=alice, friend=bob)
    post = publish(alice, "@bob", audience="close_friends")
    deliver()
    assert socket.next() == news("alice", post)
    set_private(user=erin, is_private=True)
    follow(bob, erin)
    post = publish(erin, "@bob", audience="followers")
    deliver()
    assert [socket.next()["type"] for _ in range(2)] == ["feed.new", "mention.new"]


def test_the_task_is_idempotent_and_tolerates_deleted_rows(
    alice: User, bob: User, carol: User
) -> None:
    post = make_post(alice, caption="#sea @bob @carol")
    for _ in range(3):
        record_caption(post=post)
    assert Mention.objects.filter(post=post).count() == 2
    Mention.objects.all().delete()
    record_caption(post=post)
    assert Mention.objects.filter(post=post).count() == 2
    assert notify_caption_mentions.queue == "default"


def test_users_hidden_from_the_viewer_are_not_named(alice: User, bob: User, carol: User) -> None:
    block_user(blocker=bob, blocked=alice)
    post = publish(alice, "@bob @carol")
    assert [each.user for each in post.mentions.all()] == [carol]
    follow_user(follower=carol, following=alice)


@pytest.mark.django_db(transaction=True)
def test_posts_with_the_same_new_tags_and_people_at_once_wait_for_one_another(
    alice: User, bob: User, carol: User, dave: User, erin: User
) -> None:
    tags = [f"#new{number}" for number in range(30)]
    calls = []
    for place, author in enumerate([alice, carol, dave, erin] * 2):
        caption = " ".join([*(tags if place % 2 else tags[::-1]), "@bob"])
        ids = [make_media(author).pk]
        calls.append(partial(publish_post, author=author, media_ids=ids, caption=caption))
    posts = at_once(calls)
    assert {post.hashtags.count() for post in posts} == {30}
    assert {post.mentions.count() for post in posts} == {1}
    post = posts[0]
    captions = [" ".join(f"#{name}{at}" for at in range(30)) + " @carol" for name in "abcd"]
    at_once([partial(edit_post, post=post, actor=alice, caption=text) for text in captions])
    post.refresh_from_db()
    assert {each.hashtag.name for each in post.hashtags.select_related("hashtag")} == {
        name.removeprefix("#") for name in post.caption.split() if name.startswith("#")
    }
    assert [each.user.username for each in post.mentions.all()] == ["carol"]
