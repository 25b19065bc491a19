"""Photos in messages: who opens their files by which door, used once, and gone with the message."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.services import suspend_user
from core.ids import uuid7_at
from messaging.models import Message
from posts.models import Media
from posts.services.abandoned_uploads import UPLOAD_LIFETIME, discard_abandoned_uploads
from posts.services.publishing import publish_post
from social.services import block_user, unblock_user
from tests.direct.test_purging import begin_purge
from tests.direct.writing import ApiOf, befriend, path, send, sent, start
from tests.factories import make_media
from tests.live import received
from tests.posts.files import broken_inside, kept_in, photograph
from tests.posts.media_files.serving import ClientOf, Reader, save_file
from tests.responses import error_of, outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db

CanOpen = Callable[[User | None, str], bool]


@pytest.fixture
def can_open(client_of: ClientOf, api_of: ApiOf) -> CanOpen:
    """Whether someone may read a file: by a cookie, a token and a signed link alike."""
    return lambda person, address: Reader(client_of, api_of, person).can_read(address)


@pytest.fixture
def friends(alice: User, bob: User, carol: User) -> None:
    befriend(alice, bob, carol)


def upload(owner: User, **fields: Any) -> tuple[str, str]:
    """The id of a photo that is in no use, and the address of a file of it."""
    photo = make_media(owner, **fields)
    storages["originals"].save(photo.original, ContentFile(b"original"))
    return str(photo.pk), save_file(photo)


def photo_of(app: Any, conversation: str) -> Any:
    """Of the newest message."""
    message = app.get(path(conversation, "messages")).json()["results"][0]
    assert message["has_media"] is True
    return message["media"]


@pytest.mark.usefixtures("friends")
def test_who_takes_part_opens_a_photo_and_no_one_else(
    alice: User, bob: User, carol: User, api_of: ApiOf, can_open: CanOpen
) -> None:
    pair = start(api_of(alice), "bob")
    media_id, address = upload(alice)
    assert not can_open(bob, address)
    message = sent(api_of(alice), pair, "", media_id=media_id)
    assert (message["media"]["id"], message["text"]) == (media_id, "")
    assert photo_of(api_of(bob), pair)["urls"]["large"].startswith("http")
    opened = [each for each in (alice, bob, carol, None) if can_open(each, address)]
    assert opened == [alice, bob]


@pytest.mark.usefixtures("friends")
def test_members_of_a_group_open_a_photo_while_they_are_members_and_from_where_they_begin(
    alice: User, bob: User, carol: User, dave: User, api_of: ApiOf, can_open: CanOpen
) -> None:
    app = api_of(alice)
    befriend(alice, dave)
    group = start(app, "bob", "carol")
    media_id, address = upload(alice)
    sent(app, group, media_id=media_id)
    added = app.post(path(group, "members"), {"usernames": ["dave"]}, format="json")
    assert added.status_code == 200, added.content
    assert app.delete(path(group, "members/carol")).status_code == 204
    assert [can_open(each, address) for each in (bob, carol, dave)] == [True, False, False]
    # Whoever reads the message opens its photo, also of someone whom they have blocked.
    block_user(blocker=bob, blocked=alice)
    assert photo_of(api_of(bob), group) is not None
    assert can_open(bob, address)
    assert api_of(bob).delete(path(group)).status_code == 204
    assert not can_open(bob, address)


@pytest.mark.usefixtures("friends")
def test_a_block_and_a_suspension_close_the_photos_of_a_pair(
    alice: User, bob: User, api_of: ApiOf, can_open: CanOpen
) -> None:
    pair = start(api_of(alice), "bob")
    media_id, address = upload(alice)
    sent(api_of(alice), pair, media_id=media_id)
    block_user(blocker=alice, blocked=bob)
    assert not can_open(bob, address)
    unblock_user(blocker=alice, blocked=bob)
    assert can_open(bob, address)
    suspend_user(user=alice)
    assert not can_open(bob, address)


def test_a_stranger_shows_a_photo_once_they_are_accepted(
    alice: User, bob: User, api_of: ApiOf, can_open: CanOpen
) -> None:
    pair = start(api_of(alice), "bob")
    media_id, address = upload(alice)
    message = sent(api_of(alice), pair, media_id=media_id)
    assert photo_of(api_of(bob), pair) is None
    event = {"type": "message.new", "conversation_id": pair, "message_id": message["id"]}
    [live] = [received(bob, event)]
    assert live is not None
    assert (live["message"]["has_media"], live["message"]["media"]) == (True, None)
    assert (can_open(alice, address), can_open(bob, address)) == (True, False)
    assert api_of(bob).post(path(pair, "accept")).status_code == 200
    assert photo_of(api_of(bob), pair)["id"] == media_id
    assert can_open(bob, address)


@pytest.mark.usefixtures("friends")
def test_an_unsent_photo_is_gone_for_all_with_its_files(
    alice: User,
    bob: User,
    api_of: ApiOf,
    can_open: CanOpen,
    deliver: Callable[[], None],
    files: Path,
) -> None:
    pair = start(api_of(alice), "bob")
    media_id, address = upload(alice)
    message = sent(api_of(alice), pair, media_id=media_id)
    for _ in range(2):
        assert api_of(alice).delete(f"/api/v1/messages/{message['id']}").status_code == 204
    assert [can_open(each, address) for each in (alice, bob)] == [False, False]
    # What is discarded cannot be sent again.
    again = send(api_of(alice), pair, media_id=media_id)
    assert error_of(again, 400)["code"] == "media_not_found"
    deliver()
    assert not Media.objects.exists()
    assert kept_in(files) == []


@pytest.mark.usefixtures("friends")
def test_a_photo_is_used_once(alice: User, bob: User, carol: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    pair = start(app, "bob")
    media_id, _address = upload(alice)
    first = sent(app, pair, "", client_id="once", media_id=media_id)
    assert send(app, pair, "", client_id="once", media_id=media_id).json() == first
    for conversation in (pair, start(app, "carol")):
        assert error_of(send(app, conversation, media_id=media_id), 400)["code"] == "media_in_use"
    posting = app.post("/api/v1/posts", {"media_ids": [media_id]}, format="json")
    assert error_of(posting, 400)["code"] == "media_in_use"
    posted, _address = upload(alice)
    publish_post(author=alice, media_ids=[Media.objects.get(pk=posted).pk])
    foreign, _address = upload(bob)
    failed, _address = upload(alice, status="failed", problem_code="unreadable_image")
    for media, code in (
        (posted, "media_in_use"),
        (foreign, "media_not_found"),
        (failed, "media_failed"),
        (str(uuid4()), "media_not_found"),
        ("x", "invalid"),
    ):
        assert error_of(send(app, pair, media_id=media), 400)["code"] == code
    # Of a photo that has been sent, its owner can change and discard nothing.
    assert app.patch(f"/api/v1/media/{media_id}", {"alt": "x"}, format="json").status_code == 404
    assert app.delete(f"/api/v1/media/{media_id}").status_code == 404
    assert Message.objects.count() == 1
    assert len(outbox_payloads("MessageSent")) == 1


@pytest.mark.django_db(transaction=True)
def test_one_photo_in_two_conversations_at_once_is_in_one(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    befriend(alice, bob, carol)
    places = [start(api_of(alice), name) for name in ("bob", "carol")]
    media_id, _address = upload(alice)
    calls = [partial(send, api_of(alice), place, media_id=media_id) for place in places * 3]
    assert sorted(each.status_code for each in at_once(calls)) == [201] + [400] * 5
    assert Message.objects.count() == 1


@pytest.mark.usefixtures("friends")
def test_a_photo_in_work_is_sent_at_once_and_again_when_it_is_ready(
    alice: User, bob: User, api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    pair = start(api_of(alice), "bob")
    for file, outcome in ((photograph(), "ready"), (broken_inside(), "failed")):
        media_id = _uploaded(api_of(alice), file)
        message = sent(api_of(alice), pair, "", media_id=media_id)
        for app in (api_of(alice), api_of(bob)):
            photo = photo_of(app, pair)
            assert (photo["status"], photo["urls"]) == ("processing", None)
        deliver()
        assert outbox_payloads("AttachedMediaRendered") == []
        event = {"type": "message.updated", "message_id": message["id"]}
        live = received(bob, event)
        assert live is not None
        assert live["message"]["media"]["status"] == outcome


def _uploaded(app: Any, file: Any) -> str:
    response = app.post("/api/v1/media", {"file": file}, format="multipart")
    assert response.status_code == 201, response.content
    media_id: str = response.json()["id"]
    return media_id


@pytest.mark.usefixtures("friends")
def test_a_photo_in_a_message_is_no_abandoned_upload(
    alice: User, bob: User, api_of: ApiOf, can_open: CanOpen, deliver: Callable[[], None]
) -> None:
    pair = start(api_of(alice), "bob")
    old = uuid7_at(timezone.now() - 2 * UPLOAD_LIFETIME)
    media_id, address = upload(alice, id=old)
    sent(api_of(alice), pair, media_id=media_id)
    assert discard_abandoned_uploads() == 0
    deliver()
    assert can_open(bob, address)


@pytest.mark.usefixtures("friends")
def test_a_purge_takes_the_photos_and_the_group_goes_on(
    alice: User,
    bob: User,
    carol: User,
    api_of: ApiOf,
    can_open: CanOpen,
    deliver: Callable[[], None],
    files: Path,
) -> None:
    pair, group = start(api_of(alice), "bob"), start(api_of(bob), "alice", "carol")
    for owner, place in ((alice, pair), (bob, pair), (alice, group)):
        sent(api_of(owner), place, media_id=upload(owner)[0])
    media_id, kept = upload(bob)
    sent(api_of(bob), group, media_id=media_id)
    begin_purge(alice)
    for _ in range(3):
        deliver()
    assert not User.objects.filter(pk=alice.pk).exists()
    assert [str(each.pk) for each in Media.objects.all()] == [media_id]
    assert len(kept_in(files)) == 2
    assert can_open(carol, kept)
    messages = api_of(carol).get(path(group, "messages")).json()["results"]
    assert [(each["has_media"], each["media"] is None) for each in messages] == [
        (True, False),
        (True, True),
    ]


@pytest.mark.usefixtures("friends")
def test_photos_cost_a_page_of_messages_one_query(alice: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    pair = start(app, "bob")
    sent(app, pair)
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            app.get(path(pair, "messages"))
        counts.append(len(captured))
        sent(app, pair, media_id=upload(alice)[0])
    # The photos, with the rule of who sees them.
    assert counts[1:] == [counts[0] + 1] * 2
