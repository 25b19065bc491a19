"""Purging an account: everything of it goes, and all counts stay exact."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.db.models.functions import Now
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import KnownDevice, MailedCode, Session, User
from accounts.services.leaving import start_due_purges
from accounts.services.sessions import start_session
from core.models import OutboxEntry
from core.outbox.leases import LeasedProgress, claim
from core.outbox.services import retry_entries
from posts.models import Comment, CommentLike, Like, Media, Post, Save, TaggedUser
from posts.services.comment_likes import like_comment
from posts.services.comments import add_comment
from posts.services.likes import like_post
from posts.services.media import upload_media
from posts.services.publishing import publish_post
from social.models import Block, Follow, FollowRequest, Mute
from social.services import block_user, follow_user, mute_user, set_private
from tests.factories import (
    PASSWORD,
    make_comment,
    make_post,
    make_reply,
    make_user,
    make_users,
)
from tests.outbox import deliver_due, make_due, run_task
from tests.posts.files import kept_in, photograph
from tests.sampling import long
from tests.settings.forms import DELETE, PROFILE, SURE, profile

pytestmark = pytest.mark.django_db

Deliver = Callable[[], None]


class KilledError(BaseException):
    """As `kill -9`: no handler of ours gets to say anything."""


def due(user: User) -> None:
    """30 days after a user deleted their account, the periodic task runs."""
    past = datetime.now(UTC) - timedelta(days=30)
    User.objects.filter(pk=user.pk).update(deactivated_at=past, erase_at=past)
    start_due_purges()


def finish() -> None:
    """All workers at work, and the clock going on, until nothing is left to do."""
    for _ in range(100):
        make_due()
        if not deliver_due():
            break
    left = OutboxEntry.objects.values_list("subscriber", "attempts", "last_error")
    assert not left, list(left)


def assert_counters_equal_the_rows() -> None:
    for post in Post.objects.filter(deleted_at=None):
        assert post.likes_count == post.likes.count(), post
        # Replies go with their parent.
        shown = post.comments.exclude(parent__deleted_at__isnull=False)
        assert post.comments_count == shown.count(), post
    for user in User.objects.all():
        ready = Post.objects.filter(author=user, deleted_at=None, state=Post.State.READY)
        assert user.posts_count == ready.count(), user
        assert user.followers_count == Follow.objects.filter(following=user).count(), user
        assert user.following_count == Follow.objects.filter(follower=user).count(), user


def live(alice: User, others: list[User]) -> None:
    """Something of everything, in both directions."""
    for other in others:
        theirs, mine = make_post(other), make_post(alice)
        for one, another in ((alice, other), (other, alice)):
            follow_user(follower=one, following=another)
        for post, person in ((theirs, alice), (mine, other), (theirs, other), (mine, alice)):
            like_post(post=post, user=person)
            add_comment(post=post, author=person, text="Splendid.")


def assert_nothing_is_left_of(user: User) -> None:
    assert not User.objects.filter(pk=user.pk).exists()
    for rows in (
        Post.objects.filter(author=user.pk),
        Media.objects.filter(owner=user.pk),
        Comment.objects.filter(author=user.pk),
        Like.objects.filter(user=user.pk),
        TaggedUser.objects.filter(user=user.pk),
        Follow.objects.filter(follower=user.pk) | Follow.objects.filter(following=user.pk),
        FollowRequest.objects.filter(follower=user.pk),
        Block.objects.filter(blocker=user.pk) | Block.objects.filter(blocked=user.pk),
        Mute.objects.filter(muter=user.pk) | Mute.objects.filter(muted=user.pk),
        Session.objects.filter(user=user.pk),
        KnownDevice.objects.filter(user=user.pk),
        MailedCode.objects.filter(user=user.pk),
    ):
        assert not rows.exists(), rows.model


def test_everything_is_purged_and_every_count_stays_exact(
    alice: User, bob: User, carol: User, dave: User, erin: User
) -> None:
    live(alice, [bob, carol])
    set_private(user=erin, is_private=True)
    follow_user(follower=alice, following=erin)
    block_user(blocker=dave, blocked=alice)
    mute_user(muter=alice, muted=bob)
    mute_user(muter=carol, muted=alice)
    start_session(user=alice)
    assert_counters_equal_the_rows()
    due(alice)
    finish()
    assert_nothing_is_left_of(alice)
    assert_counters_equal_the_rows()
    assert User.objects.count() == 4
    assert Post.objects.count() == 2
    assert [post.likes_count for post in Post.objects.all()] == [1, 1]


@pytest.mark.parametrize("count", [60, *long([500])])
def test_purging_many_likes_comments_and_follows_keeps_all_counts_exact(
    count: int, alice: User, bob: User, settings: Settings
) -> None:
    settings.PURGE_BATCH_SIZE = 50
    User.objects.bulk_create([User(username=f"person{n}", password="!") for n in range(count)])
    people = list(User.objects.filter(username__startswith="person"))
    post, own = make_post(bob), make_post(alice)
    Post.objects.bulk_create([Post(author=bob, state=Post.State.READY) for _ in range(count)])
    User.objects.filter(pk=bob.pk).update(posts_count=count + 1)
    Like.objects.bulk_create([Like(post=each, user=alice) for each in bob.posts.all()])
    Like.objects.bulk_create([Like(post=own, user=each) for each in people])
    TaggedUser.objects.bulk_create([TaggedUser(post=each, user=alice) for each in bob.posts.all()])
    Post.objects.update(likes_count=1)
    Post.objects.filter(pk=own.pk).update(likes_count=count)
    for _ in range(count):
        make_comment(post, alice)
    Follow.objects.bulk_create([Follow(follower=alice, following=each) for each in people])
    Follow.objects.bulk_create([Follow(follower=each, following=alice) for each in people])
    User.objects.filter(username__startswith="person").update(followers_count=1, following_count=1)
    User.objects.filter(pk=alice.pk).update(followers_count=count, following_count=count)
    assert_counters_equal_the_rows()
    due(alice)
    finish()
    assert_nothing_is_left_of(alice)
    assert_counters_equal_the_rows()
    assert Post.objects.get(pk=post.pk).comments_count == 0


def test_no_transaction_of_a_purge_deletes_more_than_a_batch(
    alice: User, bob: User, settings: Settings
) -> None:
    settings.PURGE_BATCH_SIZE = 3
    settings.OUTBOX_TURN_SECONDS = 0
    make_users(f"fan{number}" for number in range(8))
    fans = list(User.objects.filter(username__startswith="fan"))
    post, own = make_post(bob), make_post(alice)
    for fan in fans:
        follow_user(follower=fan, following=alice)
        follow_user(follower=alice, following=fan)
        like_post(post=make_post(fan), user=alice)
        like_post(post=own, user=fan)
        for comment in (make_reply(make_comment(post, alice), fan), make_comment(post, fan)):
            like_comment(comment=comment, user=alice)
        Save.objects.create(post=make_post(fan), user=alice)
        Mute.objects.create(muter=fan, muted=alice)
    due(alice)
    cursors: list[Any] = []
    others = OutboxEntry.objects.exclude(subscriber="accounts.purge_account")
    while entries := list(others.filter(event__in=["AccountPurgeStarted", "PostDeleted"])):
        for entry in entries:
            before = rows_left()
            make_due()
            run_task(entry)
            cursors += others.filter(pk=entry.pk, cursor__isnull=False).values_list(
                "cursor", flat=True
            )
            assert before - rows_left() <= 3
        assert_counters_equal_the_rows()
    # Each step of each subscriber was saved, those that go on after a key with their key.
    assert {number for number, _key in cursors} >= {0, 1, 2, 3, 4, 5}
    assert len({(number, key) for number, key in cursors if key}) >= 6
    finish()
    assert_nothing_is_left_of(alice)


def rows_left() -> int:
    kinds: list[type[Model]] = [Post, Like, CommentLike, Save, Follow, Mute]
    return Comment.all_objects.count() + sum(kind._default_manager.count() for kind in kinds)


@pytest.mark.parametrize("batch", [1, 4, 8, *long([2, 3, 5, 6, 7])])
def test_a_killed_purge_is_resumed(
    batch: int,
    alice: User,
    bob: User,
    carol: User,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    settings.PURGE_BATCH_SIZE = 1
    live(alice, [bob, carol])
    due(alice)
    left = batch

    def save(self: LeasedProgress, cursor: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(LeasedProgress, "save", save)
        with pytest.raises(KilledError):
            finish()
    assert User.objects.filter(pk=alice.pk).exists()
    # Whatever is done is done with its numbers.
    assert_counters_equal_the_rows()
    finish()
    assert_nothing_is_left_of(alice)
    assert_counters_equal_the_rows()


def test_long_work_yields_to_other_tasks(
    alice: User, bob: User, carol: User, settings: Settings
) -> None:
    live(alice, [bob, carol])
    due(alice)
    settings.PURGE_BATCH_SIZE = 1
    settings.OUTBOX_TURN_SECONDS = 0
    finish()
    assert_nothing_is_left_of(alice)
    assert_counters_equal_the_rows()


def test_purging_is_idempotent(alice: User, bob: User) -> None:
    live(alice, [bob])
    due(alice)
    again = list(OutboxEntry.objects.filter(event="AccountPurgeStarted"))
    finish()
    OutboxEntry.objects.bulk_create(again)
    finish()
    assert_counters_equal_the_rows()
    assert User.objects.get() == bob


def test_no_file_is_left(
    alice: User, client_of: Callable[[User], Client], files: Path, deliver: Deliver
) -> None:
    client_of(alice).post(PROFILE, profile(avatar=photograph()))
    posted, loose = (upload_media(owner=alice, file=photograph()) for _ in range(2))
    publish_post(author=alice, media_ids=[posted.pk])
    deliver()
    assert Media.objects.get(pk=loose.pk).is_ready
    assert len(kept_in(files)) > 4
    due(alice)
    finish()
    assert kept_in(files) == []
    assert_nothing_is_left_of(alice)


def test_the_row_is_kept_until_the_files_are_deleted(
    alice: User, files: Path, deliver: Deliver
) -> None:
    """Rows are what knows where they lie."""
    media = upload_media(owner=alice, file=photograph())
    publish_post(author=alice, media_ids=[media.pk])
    deliver()
    due(alice)
    OutboxEntry.objects.filter(event="PostDeleted").delete()
    deliver_due("default")
    assert User.objects.filter(pk=alice.pk).exists()
    assert kept_in(files)


def test_the_name_and_the_address_are_free_again(
    alice: User, client_of: Callable[[User], Client]
) -> None:
    client_of(alice).post(DELETE, SURE)
    given = {"username": "alice", "email": "new@example.org", "password": PASSWORD}
    taken = APIClient().post("/api/v1/auth/register", given, format="json")
    assert taken.json()["errors"][0]["code"] == "username_taken"
    due(alice)
    finish()
    assert APIClient().post("/api/v1/auth/register", given, format="json").status_code == 201
    assert User.objects.get().pk != alice.pk


def test_other_accounts_are_unchanged(alice: User, bob: User, carol: User) -> None:
    live(bob, [carol])
    before = list(User.objects.exclude(pk=alice.pk).order_by("pk").values())
    due(alice)
    finish()
    assert list(User.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "restored",
    [
        {"is_active": True, "deactivated_at": None},
        {"is_active": True},  # by staff; shown again as soon as its owner logs in
    ],
    ids=["shown", "still deactivated"],
)
def test_a_restored_account_is_not_purged(alice: User, restored: dict[str, Any]) -> None:
    """A subscriber believes the row, not the event."""
    due(alice)
    User.objects.filter(pk=alice.pk).update(**restored)
    OutboxEntry.objects.exclude(subscriber="accounts.purge_account").delete()
    finish()
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_lost_claim_is_harmless(alice: User, bob: User) -> None:
    """Two workers at once, each believing that it is the only one."""
    live(alice, [bob])
    due(alice)
    claim(OutboxEntry.objects.get(subscriber="posts.purge_user_content").pk)
    finish()
    assert_nothing_is_left_of(alice)
    assert_counters_equal_the_rows()
    assert make_user("alice").posts_count == 0


def test_a_purge_does_not_wait_for_ever_for_a_dead_letter(alice: User, bob: User) -> None:
    live(alice, [bob])
    due(alice)
    run_task(OutboxEntry.objects.get(subscriber="posts.purge_user_content"))
    OutboxEntry.objects.filter(subscriber="posts.purge_post").update(dead_at=Now())
    for _ in range(30):
        make_due()
        deliver_due()
    dead = OutboxEntry.objects.filter(dead_at__isnull=False)
    waiting = ["accounts.purge_account", "posts.purge_post", "posts.purge_user_content"]
    assert sorted(dead.values_list("subscriber", flat=True)) == waiting
    assert retry_entries(entries=dead) == OutboxEntry.objects.count() == 3
    finish()
    assert_nothing_is_left_of(alice)
    assert_counters_equal_the_rows()
