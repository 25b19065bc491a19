"""The socket: subscriptions, and events, whose access is checked at delivery."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from messaging.models import Message, Participant
from messaging.selectors import visible_post_ids
from posts.models import Mention
from tests.live import received
from tests.visibility.entry_points.base import Rule
from tests.visibility.oracle import is_news, is_notified, is_tagged, sees
from tests.visibility.world import WorldPost


@dataclass(frozen=True)
class Live:
    """A frame of the client, or an event of the server, that is about one post."""

    name: str
    receives: Callable[[User, WorldPost], bool]
    rule: Rule = sees
    # States other than ready of which the author receives events.
    own_states: Iterable[str] = ()

    def __str__(self) -> str:
        return self.name


def _subscribes(viewer: User, each: WorldPost) -> bool:
    return bool(visible_post_ids(viewer=viewer, ids=[each.post.pk]))


def _receives(kind: str) -> Callable[[User, WorldPost], bool]:
    def receives(viewer: User, each: WorldPost) -> bool:
        return received(viewer, {"type": kind, "post_id": str(each.post.pk)}) is not None

    return receives


def _receives_mention(viewer: User, each: WorldPost) -> bool:
    mention = Mention.objects.filter(post=each.post, user=viewer, comment=None).first()
    event = {"type": "mention.new", "mention_id": str(mention.pk if mention else viewer.pk)}
    return received(viewer, event) is not None


def _receives_shared(kind: str) -> Callable[[User, WorldPost], bool]:
    """The message comes in any case; what matters is the post that was shared."""

    def receives(viewer: User, each: WorldPost) -> bool:
        seats = Participant.objects.filter(user=viewer).values("conversation")
        message = Message.objects.get(conversation__in=seats, post=each.post)
        event = received(viewer, {"type": kind, "message_id": str(message.id)})
        assert event is not None
        return event["message"]["post"] is not None

    return receives


NOT_READY = ("processing", "failed", "archived")
LIVE = [
    Live("subscribe", _subscribes, own_states=NOT_READY),
    Live("post.updated", _receives("post.updated"), own_states=NOT_READY),
    Live("feed.new", _receives("feed.new"), is_news),
    Live("tag.new", _receives("tag.new"), is_tagged),
    Live("mention.new", _receives_mention, is_notified),
    Live("message.new", _receives_shared("message.new"), own_states=NOT_READY),
    Live("message.updated", _receives_shared("message.updated"), own_states=NOT_READY),
]
