"""While Redis is away messages are sent and read as ever; what is announced waits for its end."""

from pathlib import Path

import pytest

from accounts.models import User
from core.models import OutboxEntry
from messaging.models import Message
from messaging.selectors.newest import newest_numbers
from tests.direct.writing import CONVERSATIONS, ApiOf, path, send
from tests.factories import make_conversation
from tests.outages import ATTEMPTS_MAX, redis_outage
from tests.outbox import deliver_due, make_due

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("no_redis")
def test_messages_are_sent_and_read(
    alice: User, bob: User, api_of: ApiOf, redis_attempts: list[object]
) -> None:
    pair = make_conversation(alice, bob)
    app, reader = api_of(alice), api_of(bob)
    assert send(app, str(pair.pk), client_id="one").status_code == 201
    assert send(app, str(pair.pk), client_id="one").status_code == 200
    for url in (CONVERSATIONS, path(pair.pk), path(pair.pk, "messages"), f"{CONVERSATIONS}/unread"):
        assert reader.get(url).status_code == 200
    assert reader.post(path(pair.pk, "read"), {"up_to": 1}, format="json").status_code == 204
    assert newest_numbers(viewer=bob) == {}
    assert len(redis_attempts) <= ATTEMPTS_MAX


def test_what_could_not_be_announced_is_announced_after_it(
    alice: User, bob: User, api_of: ApiOf, tmp_path: Path
) -> None:
    pair = make_conversation(alice, bob)
    assert newest_numbers(viewer=bob) == {pair.pk: 0}
    with redis_outage(tmp_path):
        send(api_of(alice), str(pair.pk))
        deliver_due()
    entry = OutboxEntry.objects.get(event="MessageSent")
    assert (entry.attempts, entry.outage_since is not None) == (0, True)
    make_due()
    deliver_due()
    assert newest_numbers(viewer=bob) == {pair.pk: 1}
    assert not OutboxEntry.objects.filter(event="MessageSent").exists()
    assert Message.objects.count() == 1
