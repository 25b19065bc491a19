"""Who listens to what. Every event has a line here: follow one from its cause to its effects."""

from accounts.events import AccountHidden, AccountShown, ErasureDue, MailRequested, SessionsEnded
from accounts.subscribers import send_requested_mail
from core.events import MailQueued
from core.mail import send_mail
from core.outbox import Event, Subscriber
from core.realtime import Describe
from feeds.selectors import describe_waiting
from feeds.tasks import fan_out_post, forget_follower_timeline
from messaging.subscribers import close_sockets
from posts.events import (
    MediaDiscarded,
    MediaUploaded,
    PostCountsChanged,
    PostDeleted,
    PostPublished,
)
from posts.selectors import describe_counts
from posts.subscribers import announce_counts
from posts.tasks import erase_deleted_post, erase_discarded_media, render_media
from social.events import Followed, Unfollowed

SUBSCRIBERS: dict[type[Event], list[Subscriber]] = {
    MailQueued: [send_mail],
    MailRequested: [send_requested_mail],
    SessionsEnded: [close_sockets],
    AccountHidden: [],
    AccountShown: [],
    ErasureDue: [],
    MediaUploaded: [render_media],
    MediaDiscarded: [erase_discarded_media],
    PostPublished: [fan_out_post],
    PostDeleted: [erase_deleted_post],
    PostCountsChanged: [announce_counts],
    Followed: [forget_follower_timeline],
    Unfollowed: [forget_follower_timeline],
}

# Who fills a live hint for one viewer, at the moment of delivery; None means "may not see it".
HINTS: dict[str, Describe] = {
    "feed.new": describe_waiting,
    "post.updated": describe_counts,
}
