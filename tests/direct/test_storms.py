"""Many at once: one row for each message, numbers without a gap, one conversation for each pair."""

from functools import partial

import pytest

from accounts.models import User
from messaging.models import Conversation, Message, Participant
from tests.direct.writing import ApiOf, befriend, path, send, start, texts
from tests.responses import outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_sends_of_one_client_id_are_one_message(alice: User, bob: User, api_of: ApiOf) -> None:
    befriend(alice, bob)
    pair = start(api_of(alice), "bob")
    calls = [partial(send, api_of(alice), pair, "Once", client_id="one") for _ in range(10)]
    responses = at_once(calls)
    assert sorted(each.status_code for each in responses) == [200] * 9 + [201]
    assert len({each.json()["id"] for each in responses}) == 1
    message = Message.objects.get()
    assert message.seq == Conversation.objects.get().last_seq == 1
    assert len(outbox_payloads("MessageSent")) == 1


def test_one_client_id_in_two_conversations_at_once_is_one_message(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    befriend(alice, bob)
    places = [start(api_of(alice), "bob"), start(api_of(alice), "bob", title="Group")]
    calls = [partial(send, api_of(alice), place, client_id="one") for place in places * 4]
    statuses = {each.status_code for each in at_once(calls)}
    assert statuses <= {200, 201, 409}
    assert {201, 409} <= statuses
    assert Message.objects.count() == 1
    assert sorted(Conversation.objects.values_list("last_seq", flat=True)) == [0, 1]


def test_parallel_senders_leave_no_gap_and_markers_that_agree(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    befriend(alice, bob, carol)
    group = start(api_of(alice), "bob", "carol")
    apps = [api_of(user) for user in (alice, bob, carol) for _ in range(3)]

    def write(app: object, number: int) -> None:
        for turn in range(8):
            assert send(app, group, f"{number} {turn}").status_code == 201  # type: ignore[arg-type]
            read = {"up_to": turn * 5}
            assert app.post(path(group, "read"), read, format="json").status_code == 204  # type: ignore[attr-defined]

    at_once([partial(write, app, number) for number, app in enumerate(apps)])
    count = len(apps) * 8
    messages = Message.objects.order_by("seq")
    assert [each.seq for each in messages] == list(range(1, count + 1))
    # Each sender's own are in the order in which they were sent.
    for number in range(len(apps)):
        own = [each.text for each in messages if each.text.startswith(f"{number} ")]
        assert own == [f"{number} {turn}" for turn in range(8)]
    assert {each.last_seq for each in Participant.objects.all()} == {count}
    seen = texts(api_of(bob), group, "?after_seq=0&limit=100")
    assert seen == [each.text for each in messages]


def test_both_begin_at_once_and_have_one_conversation(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    calls = []
    for _ in range(4):
        calls += [partial(start, api_of(alice), "bob"), partial(start, api_of(bob), "alice")]
    assert len(set(at_once(calls))) == 1
    assert Participant.objects.count() == 2


def test_who_is_removed_while_they_write_has_written_before_or_not_at_all(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    befriend(alice, bob, carol)
    group = start(api_of(alice), "bob", "carol")
    writes = [partial(send, api_of(bob), group, f"{number}") for number in range(6)]
    remove = partial(api_of(alice).delete, path(group, "members/bob"))
    responses = at_once([*writes[:3], remove, *writes[3:]])
    stored = sum(each.status_code == 201 for each in responses)
    assert {each.status_code for each in responses} <= {201, 204, 404}
    numbers = list(Message.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, stored + 1))
    assert Conversation.objects.get().last_seq == stored
