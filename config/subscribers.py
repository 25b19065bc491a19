"""Who listens to what. Every event has a line here: follow one from its cause to its effects."""

from accounts.events import (
    AccountHidden,
    AccountShown,
    AvatarReplaced,
    ErasureDue,
    MailRequested,
    SessionsEnded,
)
from accounts.subscribers import erase_replaced_avatar, erase_row, send_requested_mail
from core.events import MailQueued
from core.mail import send_mail
from core.outbox import Event, Subscriber
from core.realtime import Describe
from feeds.selectors import describe_waiting
from feeds.tasks import (
    fan_out_post,
    forget_both_timelines,
    forget_follower_timeline,
    forget_muter_timeline,
    forget_timelines_of_followers,
)
from messaging.subscribers import close_sockets
from posts.events import (
    FilterChanged,
    MediaDiscarded,
    MediaUploaded,
    Mentioned,
    PostCountsChanged,
    PostDeleted,
    PostPublished,
    Tagged,
)
from posts.selectors.counts import describe_counts
from posts.selectors.mentions import describe_mention
from posts.selectors.tagged import describe_tag
from posts.subscribers import (
    announce_counts,
    announce_tag,
    tell_mentioned,
    tell_mentioned_later,
)
from posts.tasks import (
    erase_deleted_post,
    erase_discarded_media,
    filter_comments,
    remove_posts,
    render_media,
)
from social.events import (
    Blocked,
    Followed,
    FollowRequestClosed,
    FollowRequested,
    Muted,
    Unblocked,
    Unfollowed,
    Unmuted,
    WentPublic,
)
from social.selectors import describe_requests
from social.tasks import announce_requests, let_waiting_in, remove_ties

SUBSCRIBERS: dict[type[Event], list[Subscriber]] = {
    MailQueued: [send_mail],
    MailRequested: [send_requested_mail],
    SessionsEnded: [close_sockets],
    AccountHidden: [forget_timelines_of_followers],
    AccountShown: [forget_timelines_of_followers],
    AvatarReplaced: [erase_replaced_avatar],
    ErasureDue: [remove_ties, remove_posts, erase_row],
    MediaUploaded: [render_media],
    MediaDiscarded: [erase_discarded_media],
    PostPublished: [fan_out_post, tell_mentioned],
    Mentioned: [tell_mentioned_later],
    PostDeleted: [erase_deleted_post],
    PostCountsChanged: [announce_counts],
    FilterChanged: [filter_comments],
    Tagged: [announce_tag],
    Followed: [forget_follower_timeline],
    Unfollowed: [forget_follower_timeline],
    FollowRequested: [announce_requests],
    FollowRequestClosed: [announce_requests],
    WentPublic: [let_waiting_in],
    Blocked: [forget_both_timelines],
    Unblocked: [forget_both_timelines],
    Muted: [forget_muter_timeline],
    Unmuted: [forget_muter_timeline],
}

# Who fills a live hint for one viewer, at the moment of delivery; None means "may not see it".
HINTS: dict[str, Describe] = {
    "feed.new": describe_waiting,
    "post.updated": describe_counts,
    "tag.new": describe_tag,
    "mention.new": describe_mention,
    "follow_requests.changed": describe_requests,
}
