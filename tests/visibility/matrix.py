"""The permission matrix: every route of the site, who may use it, and what of others it can show.

A new route needs a word in one of these tables (`test_inventory.py` fails until it has one); if it
can show or count a post, it needs an entry point in `entry_points/` too.
"""

from dataclasses import dataclass

# Who may use a route. An owner is the owner of what the path names; others get a 404.
EVERYONE, LOGGED_IN, OWNER, STAFF, NO_ONE = "everyone", "logged in", "owner", "staff", "no one"
# The bearer of a secret that these tests do not send: a refresh token.
BEARER = "bearer"
# What of other users it can show.
POSTS, PEOPLE, OWN, NOTHING = "posts", "people", "own things only", "nothing of other users"
# People to whom the viewer has a relation.
OWN_PEOPLE = "people the viewer is related to"


@dataclass(frozen=True)
class Row:
    route: str
    reads: str
    writes: str
    shows: str


def rows(reads: str, writes: str, shows: str, routes: str) -> list[Row]:
    # The home page's route is empty.
    return [Row(route.strip("'"), reads, writes, shows) for route in routes.split()]


SITE = [
    *rows(EVERYONE, NO_ONE, NOTHING, """
        healthz readyz robots.txt .well-known/security.txt api/schema api/docs ^api/
    """),
    *rows(EVERYONE, EVERYONE, NOTHING, """
        .well-known/change-password admin/password_change/
    """),
    *rows(STAFF, STAFF, NOTHING, "admin/login/"),
    *rows(STAFF, STAFF, POSTS, "admin/"),
]  # fmt: skip
AUTH = [
    *rows(EVERYONE, EVERYONE, NOTHING, """
        accounts/login/ accounts/login/code/ accounts/login/code/enter/
        accounts/login/second-factor/ accounts/login/passkey/ accounts/login/passkey/options/
        accounts/logout/ admin/logout/ accounts/signup/ accounts/signup/username/
        accounts/password/reset/ accounts/password/reset/sent/
        accounts/password/reset/<str:token>/ accounts/email/verify/<str:token>/
    """),
    *rows(EVERYONE, NO_ONE, NOTHING, "accounts/session/"),
    *rows(NO_ONE, EVERYONE, NOTHING, """
        api/v1/auth/register api/v1/auth/login api/v1/auth/login/code
        api/v1/auth/login/code/confirm api/v1/auth/password/reset
        api/v1/auth/password/reset/confirm api/v1/auth/email/verify
    """),
    *rows(NO_ONE, BEARER, OWN, "api/v1/auth/refresh"),
    *rows(LOGGED_IN, LOGGED_IN, OWN, """
        accounts/signup/passkey/ accounts/email/verify/ accounts/email/verify/again/
        accounts/email/correct/ accounts/email/change/ accounts/email/change/confirm/
        accounts/email/change/cancel/ accounts/password/change/
    """),
]  # fmt: skip
SETTINGS = [
    *rows(EVERYONE, EVERYONE, OWN, "accounts/settings/appearance/ accounts/settings/language/"),
    *rows(LOGGED_IN, LOGGED_IN, OWN, """
        accounts/settings/ accounts/settings/profile/ accounts/settings/account/
        accounts/settings/account/deactivate/ accounts/settings/account/delete/
        accounts/settings/account/username/
        accounts/settings/security/ accounts/settings/sessions/ accounts/settings/sessions/end/
        accounts/settings/two-factor/ accounts/settings/two-factor/confirm/
        accounts/settings/two-factor/off/ accounts/settings/recovery-codes/
        accounts/settings/recovery-codes/save/ accounts/settings/passkeys/
        accounts/settings/passkeys/add/ accounts/settings/passkeys/add/options/
        accounts/settings/privacy/ accounts/settings/comments-and-tags/
        accounts/settings/messages/
        api/v1/users/me api/v1/users/me/author-settings api/v1/users/me/tags
        accounts/settings/hashtags/
        api/v1/auth/sessions api/v1/auth/otp
    """),
    *rows(LOGGED_IN, NO_ONE, OWN_PEOPLE, """
        accounts/settings/blocked/ accounts/settings/muted/ accounts/settings/close-friends/
        api/v1/users/me/blocked api/v1/users/me/muted api/v1/users/me/close-friends
    """),
    *rows(LOGGED_IN, NO_ONE, POSTS, """
        accounts/settings/tags/ api/v1/users/me/tag-requests
        api/v1/users/me/saved api/v1/users/me/archive
    """),
    *rows(NO_ONE, LOGGED_IN, OWN, """
        api/v1/auth/logout api/v1/auth/password/change api/v1/auth/email/resend
        api/v1/auth/email/change api/v1/auth/email/change/confirm api/v1/auth/otp/setup
        api/v1/auth/otp/confirm api/v1/auth/otp/disable api/v1/auth/otp/recovery-codes
        api/v1/realtime/ticket
    """),
    *rows(OWNER, OWNER, OWN, """
        accounts/settings/sessions/<uuid:session_id>/end/
        accounts/settings/passkeys/<int:passkey_id>/rename/
        accounts/settings/passkeys/<int:passkey_id>/remove/
        api/v1/auth/sessions/<uuid:session_id>
    """),
]  # fmt: skip
PEOPLE_ROUTES = [
    *rows(EVERYONE, NO_ONE, POSTS, """
        <str:username>/ <str:username>/tagged api/v1/users/<str:username>
        api/v1/users/<str:username>/posts api/v1/users/<str:username>/tagged
    """),
    *rows(EVERYONE, NO_ONE, PEOPLE, """
        <str:username>/about <str:username>/followers <str:username>/following
        api/v1/users/<str:username>/followers api/v1/users/<str:username>/following
    """),
    *rows(LOGGED_IN, NO_ONE, OWN_PEOPLE, """
        suggestions follow-requests api/v1/users/suggestions api/v1/follow-requests
    """),
    # GET shows a page that asks for confirmation.
    *rows(LOGGED_IN, LOGGED_IN, PEOPLE, "<str:username>/block <str:username>/remove-follower"),
    *rows(NO_ONE, LOGGED_IN, PEOPLE, """
        <str:username>/follow <str:username>/mute <str:username>/close-friend
        follow-requests/<str:username>/accept follow-requests/<str:username>/decline
        api/v1/users/<str:username>/follow api/v1/users/<str:username>/follower
        api/v1/users/<str:username>/block api/v1/users/<str:username>/mute
        api/v1/users/<str:username>/close-friend
        api/v1/follow-requests/<str:username>/accept
        api/v1/follow-requests/<str:username>/decline
    """),
    *rows(OWNER, NO_ONE, POSTS, "<str:username>/archive <str:username>/saved"),
]  # fmt: skip
POST_ROUTES = [
    *rows(EVERYONE, NO_ONE, POSTS, """
        '' p/<slug:key>/ p/<slug:key>/card p/<slug:key>/comments/<uuid:comment_id>/replies
        media/<path:key> tags/<str:name>/
        api/v1/comments/<uuid:comment_id>/replies
        api/v1/tags/<str:name> api/v1/tags/<str:name>/posts
    """),
    # Redirects to the route with a slash.
    *rows(EVERYONE, NO_ONE, NOTHING, "tags/<str:name>"),
    *rows(EVERYONE, LOGGED_IN, POSTS, """
        p/<slug:key>/comments api/v1/posts/<slug:key>/comments
    """),
    *rows(EVERYONE, OWNER, POSTS, "api/v1/posts/<slug:key>"),
    *rows(LOGGED_IN, NO_ONE, POSTS, """
        api/v1/feed p/<slug:key>/counts p/<slug:key>/likes api/v1/posts/<slug:key>/likes
    """),
    *rows(LOGGED_IN, LOGGED_IN, POSTS, "p/<slug:key>/collections api/v1/collections"),
    *rows(NO_ONE, LOGGED_IN, POSTS, """
        p/<slug:key>/like p/<slug:key>/save p/<slug:key>/comments/<uuid:comment_id>/like
        api/v1/posts/<slug:key>/like api/v1/posts/<slug:key>/save
        api/v1/comments/<uuid:comment_id>/like
    """),
    # For the tagged person.
    *rows(NO_ONE, LOGGED_IN, POSTS, "p/<slug:key>/tagged api/v1/posts/<slug:key>/tagged/me"),
    *rows(NO_ONE, LOGGED_IN, NOTHING, "tags/<str:name>/follow api/v1/tags/<str:name>/follow"),
    *rows(OWNER, OWNER, POSTS, """
        p/<slug:key>/edit p/<slug:key>/delete
        <str:username>/saved/<uuid:collection_id> api/v1/collections/<uuid:collection_id>
        api/v1/collections/<uuid:collection_id>/posts
    """),
    *rows(NO_ONE, OWNER, POSTS, """
        p/<slug:key>/options p/<slug:key>/archive p/<slug:key>/pin
        p/<slug:key>/collections/<uuid:collection_id>
        p/<slug:key>/comments/<uuid:comment_id>/delete
        p/<slug:key>/comments/<uuid:comment_id>/pin
        api/v1/posts/<slug:key>/archive api/v1/posts/<slug:key>/pin
        api/v1/comments/<uuid:comment_id>
        api/v1/comments/<uuid:comment_id>/pin
        api/v1/collections/<uuid:collection_id>/posts/<slug:key>
    """),
    *rows(LOGGED_IN, LOGGED_IN, OWN, "create"),
    *rows(NO_ONE, LOGGED_IN, OWN, "create/media api/v1/posts api/v1/media"),
    *rows(NO_ONE, OWNER, OWN, "create/media/<uuid:media_id>/discard"),
    *rows(OWNER, OWNER, OWN, """
        api/v1/media/<uuid:media_id> <str:username>/saved/new
        <str:username>/saved/<uuid:collection_id>/rename
        <str:username>/saved/<uuid:collection_id>/delete
    """),
]  # fmt: skip
MESSAGE_ROUTES = [
    *rows(LOGGED_IN, NO_ONE, OWN_PEOPLE, "direct/ direct/requests/ direct/archive/"),
    *rows(LOGGED_IN, LOGGED_IN, OWN_PEOPLE, "direct/new/"),
    *rows(LOGGED_IN, NO_ONE, OWN, "direct/unread/"),
    *rows(LOGGED_IN, LOGGED_IN, PEOPLE, "direct/to/<str:username>/ direct/share/u/<str:username>/"),
    *rows(LOGGED_IN, LOGGED_IN, POSTS, "direct/share/p/<slug:key>/"),
    *rows(OWNER, OWNER, POSTS, "direct/<uuid:conversation_id>/"),
    *rows(OWNER, OWNER, PEOPLE, """
        direct/<uuid:conversation_id>/details/ direct/<uuid:conversation_id>/members/
    """),
    *rows(NO_ONE, OWNER, PEOPLE, "direct/messages/<uuid:message_id>/react/"),
    *rows(NO_ONE, OWNER, OWN, """
        direct/messages/<uuid:message_id>/unsend/
        direct/<uuid:conversation_id>/members/<str:username>/remove/
        direct/<uuid:conversation_id>/accept/ direct/<uuid:conversation_id>/mute/
        direct/<uuid:conversation_id>/archive/ direct/<uuid:conversation_id>/delete/
    """),
    *rows(LOGGED_IN, LOGGED_IN, PEOPLE, "api/v1/conversations"),
    *rows(LOGGED_IN, NO_ONE, OWN, "api/v1/conversations/unread"),
    *rows(LOGGED_IN, LOGGED_IN, OWN, "api/v1/users/me/message-settings"),
    *rows(LOGGED_IN, NO_ONE, POSTS, "api/v1/messages/search"),
    # For those who take part.
    *rows(OWNER, OWNER, POSTS, "api/v1/conversations/<uuid:conversation_id>/messages"),
    *rows(OWNER, OWNER, PEOPLE, "api/v1/conversations/<uuid:conversation_id>"),
    *rows(NO_ONE, OWNER, PEOPLE, """
        api/v1/conversations/<uuid:conversation_id>/accept
        api/v1/conversations/<uuid:conversation_id>/members
        api/v1/messages/<uuid:message_id>/reactions
    """),
    *rows(NO_ONE, OWNER, OWN, """
        api/v1/conversations/<uuid:conversation_id>/read
        api/v1/conversations/<uuid:conversation_id>/mute
        api/v1/conversations/<uuid:conversation_id>/archive
        api/v1/conversations/<uuid:conversation_id>/members/<str:username>
        api/v1/messages/<uuid:message_id>
    """),
]  # fmt: skip
ROUTES = [*SITE, *AUTH, *SETTINGS, *PEOPLE_ROUTES, *POST_ROUTES, *MESSAGE_ROUTES]

# The socket is for logged-in users: frames that a client may send, and events it may receive.
FRAMES = {
    "ping": OWN,
    "subscribe": POSTS,
    "unsubscribe": NOTHING,
    # Answered with the sender's own message.
    "message.send": OWN,
    "read": NOTHING,
    "typing": NOTHING,
}
LIVE_EVENTS_SHOW = {
    "feed.new": POSTS,
    "post.updated": POSTS,
    "tag.new": POSTS,
    "mention.new": POSTS,
    "follow_requests.changed": OWN,
    "message.new": POSTS,
    "message.updated": POSTS,
    "read": PEOPLE,
    "typing": PEOPLE,
    "conversation.updated": OWN,
    "presence": PEOPLE,
}
OTHER_EVENTS = {"pong": OWN, "heartbeat": OWN, "error": NOTHING}

# Shows posts by another rule: moderators see everything there.
NOT_CHECKED = {"admin/"}
