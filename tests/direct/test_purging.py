"""What becomes of messages when an account is purged."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db.models.functions import Now
from pytest_django import Settings

from accounts.events import AccountPurgeStarted
from accounts.models import User
from core.db.transactions import atomic
from core.outbox import emit
from messaging.models import Conversation, Message, Participant, Reaction
from tests.direct.writing import ApiOf, befriend, path, sent, start

pytestmark = pytest.mark.django_db


@atomic
def begin_purge(user: User) -> None:
    gone = {"is_active": False, "deactivated_at": Now(), "erase_at": None}
    User.objects.filter(pk=user.pk).update(**gone)
    emit(AccountPurgeStarted(user_id=user.pk))


def test_pairs_are_purged_and_groups_keep_what_was_said_without_the_name(
    alice: User,
    bob: User,
    carol: User,
    api_of: ApiOf,
    settings: Settings,
    deliver: Callable[[], None],
) -> None:
    settings.PURGE_BATCH_SIZE = 2
    befriend(alice, bob, carol)
    app, reader = api_of(alice), api_of(carol)
    pair, group = start(app, "bob"), start(app, "bob", "carol", title="Group")
    kept = start(reader, "bob")
    sent(reader, kept)
    for number in range(5):
        sent(app, pair, f"{number}")
        message = sent(app, group, f"{number}")
        app.post(f"/api/v1/messages/{message['id']}/reactions", {"emoji": "❤️"}, format="json")
    begin_purge(alice)
    for _ in range(3):
        deliver()
    assert not User.objects.filter(pk=alice.pk).exists()
    assert set(Conversation.objects.values_list("pk", flat=True).distinct()) == {
        each.pk for each in Conversation.objects.filter(pk__in=[group, kept])
    }
    found = reader.get(path(group, "messages")).json()["results"]
    assert [(each["text"], each["sender"]) for each in found] == [
        (f"{number}", None) for number in reversed(range(5))
    ]
    assert Message.objects.filter(conversation=UUID(kept)).count() == 1
    assert Message.objects.count() == 6
    assert not Reaction.objects.exists()
    assert not Participant.objects.filter(user=alice.pk).exists()
    assert Conversation.objects.get(pk=group).founder_id in {bob.pk, carol.pk}
