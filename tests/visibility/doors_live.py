"""The doors of the socket: what may be subscribed to, and the hints, filled at delivery."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from config.subscribers import HINTS
from messaging.selectors import visible_post_ids
from posts.models import Mention
from tests.visibility.doors import Rule
from tests.visibility.oracle import finds_at_home, is_tagged, is_told, sees
from tests.visibility.world import Shown


@dataclass(frozen=True)
class Live:
    """A frame of the client's, or a hint of the server's, that is about one post."""

    name: str
    hears: Callable[[User, Shown], bool]
    rule: Rule = sees
    # What the author is told of what is not ready.
    own_states: Iterable[str] = ()

    def __str__(self) -> str:
        return self.name


def _subscribes(viewer: User, each: Shown) -> bool:
    return bool(visible_post_ids(viewer=viewer, ids=[each.post.pk]))


def _is_hinted(kind: str) -> Callable[[User, Shown], bool]:
    def hears(viewer: User, each: Shown) -> bool:
        return HINTS[kind](viewer, {"type": kind, "post_id": str(each.post.pk)}) is not None

    return hears


def _hears_of_mention(viewer: User, each: Shown) -> bool:
    mention = Mention.objects.filter(post=each.post, person=viewer, comment=None).first()
    hint = {"type": "mention.new", "mention_id": str(mention.pk if mention else viewer.pk)}
    return HINTS["mention.new"](viewer, hint) is not None


NOT_READY = ("processing", "failed", "archived")
LIVE = [
    Live("subscribe", _subscribes, own_states=NOT_READY),
    Live("post.updated", _is_hinted("post.updated"), own_states=NOT_READY),
    Live("feed.new", _is_hinted("feed.new"), finds_at_home),
    Live("tag.new", _is_hinted("tag.new"), is_tagged),
    Live("mention.new", _hears_of_mention, is_told),
]
