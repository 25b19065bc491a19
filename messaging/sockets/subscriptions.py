"""The posts whose counters a socket follows."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from core.live.events import LiveEvent, post_group
from messaging.frames import POSTS_MAX
from messaging.selectors import visible_post_ids
from messaging.sockets.asgi import in_thread
from messaging.sockets.groups import Groups
from posts.selectors.counts import current_counts


class Subscriptions:
    """At most POSTS_MAX posts: new subscriptions push out the oldest.

    So a page of endless length need not unsubscribe, and follows what it showed last.
    """

    def __init__(self, viewer: User, groups: Groups) -> None:
        self._viewer = viewer
        self._groups = groups
        # A dictionary for its order: the latest subscription is last.
        self._posts: dict[UUID, None] = {}

    async def add(self, ids: Iterable[UUID]) -> list[UUID]:
        """Follow those that the viewer may see; returns the others, absent or not visible."""
        wanted = list(ids)
        visible = await in_thread(visible_post_ids, viewer=self._viewer, ids=wanted)
        for post_id in wanted:
            if post_id in visible:
                self._posts.pop(post_id, None)
                self._posts[post_id] = None
                await self._groups.join(post_group(post_id))
        await self.remove(list(self._posts)[:-POSTS_MAX])
        return [post_id for post_id in wanted if post_id not in visible]

    async def current(self, ids: Iterable[UUID]) -> list[LiveEvent]:
        """The counters, as of now, of those of the posts that are followed."""
        followed = [post_id for post_id in ids if post_id in self._posts]
        return await in_thread(current_counts, viewer=self._viewer, ids=followed)

    async def remove(self, ids: Iterable[UUID] | None) -> None:
        """Unfollow these posts; all for None. Idempotent."""
        for post_id in list(self._posts if ids is None else ids):
            if post_id in self._posts:
                del self._posts[post_id]
                await self._groups.leave(post_group(post_id))
