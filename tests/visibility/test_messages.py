"""Messages against a reference: who reads them, and who is named in them."""

import pytest

from messaging.models import Message
from posts.models import Media
from tests.direct.writing import CONVERSATIONS, path
from tests.factories import make_conversation, make_media, make_message
from tests.posts.media_files.serving import save_file
from tests.visibility.canary import new_word
from tests.visibility.oracle import APART
from tests.visibility.world import Viewer, World

pytestmark = pytest.mark.django_db


def sees_author(world: World, viewer: Viewer) -> bool:
    """The reference: a private account is found by all whom it does not block."""
    return world.author_is_active and viewer.kind not in APART


def others(world: World) -> list[Viewer]:
    return [
        viewer for viewer in world.viewers.values() if viewer.kind not in {"author", "anonymous"}
    ]


def test_a_conversation_of_two_is_there_while_each_may_see_the_other(world: World) -> None:
    for viewer in others(world):
        assert viewer.user is not None
        word = new_word()
        pair = make_conversation(world.author, viewer.user)
        message = make_message(pair, world.author, word)
        expected = sees_author(world, viewer)
        readable = Message.objects.visible_to(viewer.user).filter(id=message.id)
        assert readable.exists() == expected, viewer.kind
        for url in (
            CONVERSATIONS,
            path(pair.pk),
            path(pair.pk, "messages"),
            f"/api/v1/messages/search?q={word[:8]}",
        ):
            response = viewer.app.get(url)
            assert (word in response.content.decode()) == expected, (viewer.kind, url)


def test_a_group_shows_the_words_to_all_and_the_name_to_those_who_may_see_it(world: World) -> None:
    viewers = others(world)
    users = [viewer.user for viewer in viewers if viewer.user]
    group = make_conversation(world.author, *users, title="Group")
    make_message(group, world.author, new_word())
    name = f'"username":"{world.author.username}"'
    for viewer in viewers:
        [message] = viewer.app.get(path(group.pk, "messages")).json()["results"]
        expected = sees_author(world, viewer)
        assert (message["sender"] is not None) == expected, viewer.kind
        for url in (path(group.pk), path(group.pk, "messages")):
            assert (name in viewer.app.get(url).content.decode()) == expected, (viewer.kind, url)


def test_a_photo_opens_for_those_who_read_its_message(world: World) -> None:
    for viewer in others(world):
        assert viewer.user is not None
        pair = make_conversation(world.author, viewer.user, title="")
        photo = make_media(world.author, attached_to="message")
        make_message(pair, world.author, "", media=photo)
        address = save_file(photo)
        expected = sees_author(world, viewer)
        assert Media.objects.visible_to(viewer.user).filter(pk=photo.pk).exists() == expected
        for client in (viewer.app, viewer.browser):
            status = client.get(address).status_code
            assert status == (200 if expected else 404), viewer.kind
        for other in world.viewers.values():
            if other.kind not in {viewer.kind, "author"}:
                assert not Media.objects.visible_to(other.who).filter(pk=photo.pk).exists()


def test_who_takes_no_part_reads_nothing(world: World) -> None:
    pair = make_conversation(world.guest, world.model)
    make_message(pair, world.guest, word := new_word())
    for viewer in world.viewers.values():
        for url in (CONVERSATIONS, path(pair.pk), path(pair.pk, "messages")):
            response = viewer.app.get(url)
            assert word not in response.content.decode()
            assert response.status_code in ({200} if url == CONVERSATIONS else {404}) | {401}
