"""What the worker does for the graph."""

from uuid import UUID

from accounts.events import AccountPurgeStarted
from core.live.events import publish, user_group
from core.outbox import Progress, Step, run_batches, subscriber
from social.events import FollowRequestClosed, FollowRequested, WentPublic
from social.services.privacy import accept_waiting_requests
from social.services.purging import purge_followees, purge_followers, purge_uncounted


@subscriber(queue="default")
def announce_requests(event: FollowRequested | FollowRequestClosed, progress: Progress) -> None:
    """Send the user's open pages the new number of follow requests."""
    _announce(event.following_id)


@subscriber(queue="default")
def let_waiting_in(event: WentPublic, progress: Progress) -> None:
    """Accept those who waited for an account that is public now, a batch at a time."""
    run_batches(progress, [accept_waiting_requests], user_id=event.user_id)
    _announce(event.user_id)


@subscriber(queue="default")
def purge_relations(event: AccountPurgeStarted, progress: Progress) -> None:
    """Follows, requests, blocks, mutes and close friends of a user, in both directions."""
    steps: list[Step] = [purge_uncounted, purge_followers, purge_followees]
    run_batches(progress, steps, user_id=event.user_id)


def _announce(user_id: UUID) -> None:
    publish(user_group(user_id), {"type": "follow_requests.changed"})
