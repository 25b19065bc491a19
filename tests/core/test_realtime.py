"""Publishing live events."""

from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from core.live import events as realtime
from core.live.events import publish, publish_to_users, user_group, user_sockets_key
from core.redis import disposable

EVENT = {"type": "feed.new", "post_id": str(uuid4())}


@pytest.mark.usefixtures("no_redis")
def test_an_event_published_while_redis_is_away_is_lost_without_an_error() -> None:
    """Redis that hangs is waited for once; the breaker spares the next publishers."""
    with capture_logs() as logs:
        publish("user.test", EVENT)
        assert realtime.breaker.is_open
        publish("user.test", EVENT)
        publish_to_users([uuid4()], EVENT)
    assert [each["event"] for each in logs if each["event"] == "live_event_lost"] == [
        "live_event_lost"
    ] * 3


def test_users_without_an_open_socket_get_no_publish() -> None:
    connected, last, away = uuid4(), uuid4(), [uuid4() for _ in range(20)]
    disposable().zadd(user_sockets_key(connected), {"socket": 1})
    with disposable().pubsub() as listener:  # type: ignore[no-untyped-call]
        listener.psubscribe("*user.*")
        assert listener.get_message(timeout=5)
        publish_to_users([*away, connected], EVENT)
        publish(user_group(last), EVENT)
        # Other tests publish on the same server.
        published = ""
        while last.hex not in published:
            message = listener.get_message(timeout=5)
            assert message
            published += message["channel"].decode()
    assert connected.hex in published
    assert not [each for each in away if each.hex in published]
