"""The rate limits of posting, commenting, reacting and editing."""

from core.limits import HOUR, MINUTE, By, Limit

POSTS = Limit("posts", 300, 3 * HOUR, By.USER, "posts", ("POST /create", "POST /api/v1/posts"))
COMMENTS = Limit(
    "comments",
    60,
    10 * MINUTE,
    By.USER,
    "comments",
    ("POST /p/<slug:key>/comments", "POST /api/v1/posts/<slug:key>/comments"),
)
REACTIONS = Limit(
    "reactions",
    1000,
    60 * MINUTE,
    By.USER,
    "likes, saves and hashtags followed",
    (
        "POST /p/<slug:key>/like",
        "POST /p/<slug:key>/save",
        "POST /p/<slug:key>/comments/<uuid:comment_id>/like",
        "POST /tags/<str:name>/follow",
        "POST /api/v1/posts/<slug:key>/like",
        "POST /api/v1/posts/<slug:key>/save",
        "POST /api/v1/comments/<uuid:comment_id>/like",
        "POST /api/v1/tags/<str:name>/follow",
    ),
)
EDITS = Limit(
    "edits",
    60,
    10 * MINUTE,
    By.USER,
    "edits of posts and of comment filters",
    (
        "POST /p/<slug:key>/edit",
        "POST /p/<slug:key>/options",
        "PATCH /api/v1/posts/<slug:key>",
        "POST /accounts/settings/comments-and-tags/",
        "PATCH /api/v1/users/me/author-settings",
    ),
)

LIMITS = (POSTS, COMMENTS, REACTIONS, EDITS)
