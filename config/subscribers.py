"""Who listens to what. Every event has a line here: follow one from its cause to its effects."""

from accounts.events import (
    AccountHidden,
    AccountPurgeStarted,
    AccountShown,
    AvatarReplaced,
    MailRequested,
    SessionsEnded,
)
from accounts.tasks import purge_account, purge_avatar, send_requested_mail
from core.live.events import EventSerializer, Shared
from core.mail.events import MailQueued
from core.outbox import Event, Subscriber
from core.tasks import send_mail
from feeds.home import serialize_new_posts
from feeds.tasks import (
    fan_out_post,
    invalidate_both_timelines,
    invalidate_follower_timeline,
    invalidate_followers_timelines,
    invalidate_muter_timeline,
    pull_celebrity,
)
from messaging.events import (
    ConversationChanged,
    ConversationEmptied,
    MessageChanged,
    MessageSent,
    MessagesRead,
    SeatChanged,
)
from messaging.serializers.live import (
    serialize_conversation_change,
    serialize_message_change,
    serialize_new_message,
    serialize_presence,
    serialize_read,
    serialize_typing,
)
from messaging.tasks import (
    announce_conversation,
    announce_message,
    announce_message_change,
    announce_photo,
    announce_read,
    announce_seat,
    close_sockets,
    purge_emptied_conversation,
    purge_user_messages,
)
from posts.events import (
    AttachedMediaRendered,
    CommentDeleted,
    FilterChanged,
    MediaDiscarded,
    MediaUploaded,
    Mentioned,
    PostCountsChanged,
    PostDeleted,
    PostPublished,
    Tagged,
)
from posts.selectors.counts import serialize_post_counts
from posts.selectors.mentions import serialize_mention
from posts.selectors.tagged import serialize_photo_tag
from posts.tasks import (
    announce_counts,
    announce_tag,
    filter_comments,
    notify_caption_mentions,
    notify_mentioned_user,
    purge_comment,
    purge_media,
    purge_post,
    purge_user_content,
    render_media,
)
from social.events import (
    BecameCelebrity,
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
from social.selectors import serialize_follow_requests
from social.tasks import announce_requests, let_waiting_in, purge_relations

SUBSCRIBERS: dict[type[Event], list[Subscriber]] = {
    MailQueued: [send_mail],
    MailRequested: [send_requested_mail],
    SessionsEnded: [close_sockets],
    AccountHidden: [invalidate_followers_timelines],
    AccountShown: [invalidate_followers_timelines],
    AvatarReplaced: [purge_avatar],
    AccountPurgeStarted: [
        purge_relations,
        purge_user_content,
        purge_user_messages,
        purge_account,
    ],
    MediaUploaded: [render_media],
    MediaDiscarded: [purge_media],
    AttachedMediaRendered: [announce_photo],
    PostPublished: [fan_out_post, notify_caption_mentions],
    Mentioned: [notify_mentioned_user],
    PostDeleted: [purge_post],
    CommentDeleted: [purge_comment],
    PostCountsChanged: [announce_counts],
    FilterChanged: [filter_comments],
    Tagged: [announce_tag],
    Followed: [invalidate_follower_timeline],
    Unfollowed: [invalidate_follower_timeline],
    FollowRequested: [announce_requests],
    FollowRequestClosed: [announce_requests],
    BecameCelebrity: [pull_celebrity],
    WentPublic: [let_waiting_in],
    Blocked: [invalidate_both_timelines],
    Unblocked: [invalidate_both_timelines],
    Muted: [invalidate_muter_timeline],
    Unmuted: [invalidate_muter_timeline],
    MessageSent: [announce_message],
    MessageChanged: [announce_message_change],
    MessagesRead: [announce_read],
    ConversationChanged: [announce_conversation],
    SeatChanged: [announce_seat],
    ConversationEmptied: [purge_emptied_conversation],
}

# What a live event holds for one viewer, read at delivery; None where they may not see it.
LIVE_EVENTS: dict[str, EventSerializer | Shared] = {
    "feed.new": serialize_new_posts,
    "post.updated": Shared(serialize_post_counts),
    "tag.new": serialize_photo_tag,
    "mention.new": serialize_mention,
    "follow_requests.changed": serialize_follow_requests,
    "message.new": Shared(serialize_new_message),
    "message.updated": serialize_message_change,
    "read": serialize_read,
    "typing": serialize_typing,
    "conversation.updated": serialize_conversation_change,
    "presence": serialize_presence,
}
