"""What can be read of one post."""

from tests.visibility.entry_points.base import AUTHOR, LOGGED_IN, Detail

DETAILS = [
    Detail("p/<slug:key>/"),
    Detail("p/<slug:key>/card"),
    Detail("p/<slug:key>/comments"),
    Detail("p/<slug:key>/comments/<uuid:comment_id>/replies"),
    Detail("p/<slug:key>/counts", who=LOGGED_IN),
    Detail("p/<slug:key>/likes", who=LOGGED_IN),
    Detail("p/<slug:key>/collections", who=LOGGED_IN),
    Detail("direct/share/p/<slug:key>/", who=LOGGED_IN),
    Detail("p/<slug:key>/edit", who=AUTHOR),
    Detail("p/<slug:key>/delete", who=AUTHOR),
    Detail("api/v1/posts/<slug:key>"),
    Detail("api/v1/posts/<slug:key>", by="id"),
    Detail("api/v1/posts/<slug:key>/comments"),
    Detail("api/v1/posts/<slug:key>/comments", by="id"),
    Detail("api/v1/posts/<slug:key>/likes", who=LOGGED_IN, shows=False),
    Detail("api/v1/comments/<uuid:comment_id>/replies"),
    Detail("api/v1/comments/<uuid:comment_id>/replies", comment="reply", shows=False),
]
