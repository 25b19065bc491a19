"""The posts that a socket looks at."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from core.realtime import LiveEvent, post_group
from messaging.asgi import in_thread
from messaging.frames import MOST_POSTS
from messaging.mailbox import Mailbox
from messaging.selectors import visible_post_ids
from posts.selectors.counts import current_counts


class Subscriptions:
    """At most 50 posts at once: the newest subscriptions push out the oldest.

    So a page that is scrolled for ever need not keep count, and follows what it showed last.
    """

    def __init__(self, viewer: User, mailbox: Mailbox) -> None:
        self._viewer = viewer
        self._mailbox = mailbox
        # A dictionary for its order: the one asked for last is last.
        self._posts: dict[UUID, None] = {}

    async def add(self, ids: Iterable[UUID]) -> list[UUID]:
        """Look at those that the viewer may see; answers the others, absent or not visible."""
        asked = list(ids)
        visible = await in_thread(visible_post_ids, viewer=self._viewer, ids=asked)
        for post_id in asked:
            if post_id in visible:
                self._posts.pop(post_id, None)
                self._posts[post_id] = None
                await self._mailbox.join(post_group(post_id))
        await self.remove(list(self._posts)[:-MOST_POSTS])
        return [post_id for post_id in asked if post_id not in visible]

    async def current(self, ids: Iterable[UUID]) -> list[LiveEvent]:
        """How those that are looked at stand now, as events."""
        asked = [post_id for post_id in ids if post_id in self._posts]
        return await in_thread(current_counts, viewer=self._viewer, ids=asked)

    async def remove(self, ids: Iterable[UUID] | None) -> None:
        """Look away; None is from all. Those not looked at do not matter."""
        for post_id in list(self._posts if ids is None else ids):
            if post_id in self._posts:
                del self._posts[post_id]
                await self._mailbox.leave(post_group(post_id))
