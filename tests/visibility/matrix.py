"""The permission matrix: every route of the site, who may come, and what it can show of others.

A new route needs a word in one of these tables (`test_inventory.py` fails until it has one); if it
can show or count a post, it needs a door in one of the `doors_*.py` too.
"""

from dataclasses import dataclass

# Who may come. An owner is whoever's thing is named in the address; others find nothing.
ANYBODY, SIGNED_IN, OWNER, STAFF, NOBODY = "anybody", "signed in", "owner", "staff", "nobody"
# Whoever has a secret of their own with them, of which this is not the place: a refresh token.
BEARER = "bearer"
# What of others it can show.
POSTS, PEOPLE, OWN, NOTHING = "posts", "people", "own things only", "nothing of anybody"
# People whom one has to do with oneself.
OWN_PEOPLE = "people of one's own"


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
    *rows(ANYBODY, NOBODY, NOTHING, """
        healthz readyz robots.txt .well-known/security.txt api/schema api/docs api/<path:anything>
    """),
    *rows(ANYBODY, ANYBODY, NOTHING, """
        .well-known/change-password admin/password_change/
    """),
    *rows(STAFF, STAFF, NOTHING, "admin/login/"),
    *rows(STAFF, STAFF, POSTS, "admin/"),
]  # fmt: skip
ENTRANCE = [
    *rows(ANYBODY, ANYBODY, NOTHING, """
        accounts/login/ accounts/login/code/ accounts/login/code/enter/
        accounts/login/second-factor/ accounts/login/passkey/ accounts/login/passkey/options/
        accounts/logout/ admin/logout/ accounts/signup/ accounts/signup/username/
        accounts/password/reset/ accounts/password/reset/sent/
        accounts/password/reset/<str:token>/ accounts/email/verify/<str:token>/
    """),
    *rows(NOBODY, ANYBODY, NOTHING, """
        api/v1/auth/register api/v1/auth/login api/v1/auth/login/code
        api/v1/auth/login/code/confirm api/v1/auth/password/reset
        api/v1/auth/password/reset/confirm api/v1/auth/email/verify
    """),
    *rows(NOBODY, BEARER, OWN, "api/v1/auth/refresh"),
    *rows(SIGNED_IN, SIGNED_IN, OWN, """
        accounts/signup/passkey/ accounts/email/verify/ accounts/email/verify/again/
        accounts/email/correct/ accounts/email/change/ accounts/email/change/confirm/
        accounts/email/change/cancel/ accounts/password/change/
    """),
]  # fmt: skip
SETTINGS = [
    *rows(ANYBODY, ANYBODY, OWN, "accounts/settings/appearance/ accounts/settings/language/"),
    *rows(SIGNED_IN, SIGNED_IN, OWN, """
        accounts/settings/ accounts/settings/profile/ accounts/settings/account/
        accounts/settings/account/deactivate/ accounts/settings/account/delete/
        accounts/settings/security/ accounts/settings/sessions/ accounts/settings/sessions/end/
        accounts/settings/two-factor/ accounts/settings/two-factor/confirm/
        accounts/settings/two-factor/off/ accounts/settings/recovery-codes/
        accounts/settings/recovery-codes/save/ accounts/settings/passkeys/
        accounts/settings/passkeys/add/ accounts/settings/passkeys/add/options/
        accounts/settings/privacy/ accounts/settings/comments-and-tags/
        api/v1/users/me api/v1/users/me/author-settings api/v1/users/me/tags
        accounts/settings/hashtags/
        api/v1/auth/sessions api/v1/auth/otp
    """),
    *rows(SIGNED_IN, NOBODY, OWN_PEOPLE, """
        accounts/settings/blocked/ accounts/settings/muted/ accounts/settings/close-friends/
        api/v1/users/me/blocked api/v1/users/me/muted api/v1/users/me/close-friends
    """),
    *rows(SIGNED_IN, NOBODY, POSTS, """
        accounts/settings/tags/ api/v1/users/me/tag-requests
        api/v1/users/me/saved api/v1/users/me/archive
    """),
    *rows(NOBODY, SIGNED_IN, OWN, """
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
    *rows(ANYBODY, NOBODY, POSTS, """
        <str:username>/ <str:username>/tagged api/v1/users/<str:username>
        api/v1/users/<str:username>/posts api/v1/users/<str:username>/tagged
    """),
    *rows(ANYBODY, NOBODY, PEOPLE, """
        <str:username>/followers <str:username>/following
        api/v1/users/<str:username>/followers api/v1/users/<str:username>/following
    """),
    *rows(SIGNED_IN, NOBODY, OWN_PEOPLE, """
        suggestions follow-requests api/v1/users/suggestions api/v1/follow-requests
    """),
    # They ask first.
    *rows(SIGNED_IN, SIGNED_IN, PEOPLE, "<str:username>/block <str:username>/remove-follower"),
    *rows(NOBODY, SIGNED_IN, PEOPLE, """
        <str:username>/follow <str:username>/mute <str:username>/close-friend
        follow-requests/<str:username>/accept follow-requests/<str:username>/decline
        api/v1/users/<str:username>/follow api/v1/users/<str:username>/follower
        api/v1/users/<str:username>/block api/v1/users/<str:username>/mute
        api/v1/users/<str:username>/close-friend
        api/v1/follow-requests/<str:username>/accept
        api/v1/follow-requests/<str:username>/decline
    """),
    *rows(OWNER, NOBODY, POSTS, "<str:username>/archive <str:username>/saved"),
]  # fmt: skip
POST_ROUTES = [
    *rows(ANYBODY, NOBODY, POSTS, """
        '' p/<slug:key>/ p/<slug:key>/card p/<slug:key>/comments/<uuid:comment_id>/replies
        media/<path:key> tags/<str:name>/
        api/v1/comments/<uuid:comment_id>/replies
        api/v1/tags/<str:name> api/v1/tags/<str:name>/posts
    """),
    # It leads to the one with a slash.
    *rows(ANYBODY, NOBODY, NOTHING, "tags/<str:name>"),
    *rows(ANYBODY, SIGNED_IN, POSTS, """
        p/<slug:key>/comments api/v1/posts/<slug:key>/comments
    """),
    *rows(ANYBODY, OWNER, POSTS, "api/v1/posts/<slug:key>"),
    *rows(SIGNED_IN, NOBODY, POSTS, """
        api/v1/feed p/<slug:key>/likes api/v1/posts/<slug:key>/likes
    """),
    *rows(SIGNED_IN, SIGNED_IN, POSTS, "p/<slug:key>/collections api/v1/collections"),
    *rows(NOBODY, SIGNED_IN, POSTS, """
        p/<slug:key>/like p/<slug:key>/save p/<slug:key>/comments/<uuid:comment_id>/like
        api/v1/posts/<slug:key>/like api/v1/posts/<slug:key>/save
        api/v1/comments/<uuid:comment_id>/like
    """),
    # For who is tagged.
    *rows(NOBODY, SIGNED_IN, POSTS, "p/<slug:key>/tagged api/v1/posts/<slug:key>/tagged/me"),
    *rows(NOBODY, SIGNED_IN, NOTHING, "tags/<str:name>/follow api/v1/tags/<str:name>/follow"),
    *rows(OWNER, OWNER, POSTS, """
        p/<slug:key>/edit p/<slug:key>/delete
        <str:username>/saved/<uuid:collection_id> api/v1/collections/<uuid:collection_id>
        api/v1/collections/<uuid:collection_id>/posts
    """),
    *rows(NOBODY, OWNER, POSTS, """
        p/<slug:key>/options p/<slug:key>/archive p/<slug:key>/pin
        p/<slug:key>/collections/<uuid:collection_id>
        p/<slug:key>/comments/<uuid:comment_id>/delete
        p/<slug:key>/comments/<uuid:comment_id>/pin
        api/v1/posts/<slug:key>/archive api/v1/posts/<slug:key>/pin
        api/v1/comments/<uuid:comment_id>
        api/v1/comments/<uuid:comment_id>/pin
        api/v1/collections/<uuid:collection_id>/posts/<slug:key>
    """),
    *rows(SIGNED_IN, SIGNED_IN, OWN, "create"),
    *rows(NOBODY, SIGNED_IN, OWN, "create/media api/v1/posts api/v1/media"),
    *rows(NOBODY, OWNER, OWN, "create/media/<uuid:media_id>/discard"),
    *rows(OWNER, OWNER, OWN, """
        api/v1/media/<uuid:media_id> <str:username>/saved/new
        <str:username>/saved/<uuid:collection_id>/rename
        <str:username>/saved/<uuid:collection_id>/delete
    """),
]  # fmt: skip
ROUTES = [*SITE, *ENTRANCE, *SETTINGS, *PEOPLE_ROUTES, *POST_ROUTES]

# The socket is for who is signed in: what a client may send, and what it may be told.
FRAMES = {"ping": NOTHING, "subscribe": POSTS, "unsubscribe": NOTHING}
LIVE_EVENTS_SHOW = {
    "feed.new": POSTS,
    "post.updated": POSTS,
    "tag.new": POSTS,
    "mention.new": POSTS,
    "follow_requests.changed": OWN,
}
OTHER_EVENTS = {"pong": NOTHING, "heartbeat": NOTHING, "error": NOTHING}

# What shows posts by another rule: moderators see everything, and only there.
WITHOUT_DOOR = {"admin/"}
