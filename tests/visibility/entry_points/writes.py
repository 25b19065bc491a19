"""What can be changed: a post, its comments, likes and saves."""

from tests.visibility.entry_points.base import AUTHOR, TAGGED, Write

LOVELY = {"text": "Lovely."}
NEW = {"caption": "New"}
REPLY = {**LOVELY, "parent_id": "{comment}"}
# The author's pages answer 404 to others; the API answers 403 to viewers of the post.
NOT_FOUND = (404,)

ON_POSTS = [
    Write("p/<slug:key>/like", body={"liked": "1"}),
    Write("p/<slug:key>/like", body={"liked": "0"}),
    Write("api/v1/posts/<slug:key>/like"),
    Write("api/v1/posts/<slug:key>/like", by="id"),
    Write("api/v1/posts/<slug:key>/like", method="delete"),
    Write("p/<slug:key>/save", body={"saved": "1"}),
    Write("p/<slug:key>/save", body={"saved": "0"}),
    Write("api/v1/posts/<slug:key>/save"),
    Write("api/v1/posts/<slug:key>/save", method="delete"),
    Write("p/<slug:key>/collections", body={"name": "Lighthouses"}),
    Write("p/<slug:key>/collections/<uuid:collection_id>", body={"in": "1"}),
    Write("p/<slug:key>/collections/<uuid:collection_id>", body={"in": "0"}),
    Write("api/v1/collections/<uuid:collection_id>/posts/<slug:key>", method="delete"),
    Write("direct/share/p/<slug:key>/", body={"to": "@the_guest", "client_id": "one"}),
    Write("p/<slug:key>/tagged", body={"approved": "1"}, who=TAGGED, refusals=NOT_FOUND),
    Write("p/<slug:key>/tagged", body={"approved": "0"}),
    Write("api/v1/posts/<slug:key>/tagged/me", who=TAGGED, refusals=NOT_FOUND),
    Write("api/v1/posts/<slug:key>/tagged/me", method="delete"),
]
BY_THE_AUTHOR = [
    Write(
        "p/<slug:key>/edit", body={"caption": "New"}, who=AUTHOR, refusals=NOT_FOUND, works_on=()
    ),
    Write("p/<slug:key>/options", body={"press": "hide_counts"}, who=AUTHOR, refusals=NOT_FOUND),
    Write("p/<slug:key>/archive", body={"archived": "1"}, who=AUTHOR, refusals=NOT_FOUND),
    Write("p/<slug:key>/archive", body={"archived": "0"}, who=AUTHOR, refusals=NOT_FOUND),
    Write("p/<slug:key>/pin", body={"pinned": "1"}, who=AUTHOR, refusals=NOT_FOUND),
    Write("p/<slug:key>/pin", body={"pinned": "0"}, who=AUTHOR, refusals=NOT_FOUND),
    Write("p/<slug:key>/delete", who=AUTHOR, refusals=NOT_FOUND),
    Write("api/v1/posts/<slug:key>", method="patch", body={"caption": "New"}, who=AUTHOR),
    Write("api/v1/posts/<slug:key>", method="delete", who=AUTHOR),
    Write("api/v1/posts/<slug:key>/archive", who=AUTHOR),
    Write("api/v1/posts/<slug:key>/archive", method="delete", who=AUTHOR),
    Write("api/v1/posts/<slug:key>/pin", who=AUTHOR),
    Write("api/v1/posts/<slug:key>/pin", method="delete", who=AUTHOR),
]
ON_COMMENTS = [
    Write("p/<slug:key>/comments", body=LOVELY),
    Write("p/<slug:key>/comments", body=REPLY),
    Write("api/v1/posts/<slug:key>/comments", body=LOVELY),
    Write("api/v1/posts/<slug:key>/comments", body=REPLY),
    Write("p/<slug:key>/comments/<uuid:comment_id>/like", body={"liked": "1"}),
    Write("p/<slug:key>/comments/<uuid:comment_id>/like", body={"liked": "1"}, comment="reply"),
    Write("p/<slug:key>/comments/<uuid:comment_id>/pin", body={"pinned": "1"}, who=AUTHOR),
    Write("p/<slug:key>/comments/<uuid:comment_id>/delete", who=AUTHOR),
    Write("p/<slug:key>/comments/<uuid:comment_id>/delete", who=AUTHOR, comment="reply"),
    Write("api/v1/comments/<uuid:comment_id>", method="delete", who=AUTHOR),
    Write("api/v1/comments/<uuid:comment_id>", method="delete", who=AUTHOR, comment="reply"),
    Write("api/v1/comments/<uuid:comment_id>/like"),
    Write("api/v1/comments/<uuid:comment_id>/like", comment="reply"),
    Write("api/v1/comments/<uuid:comment_id>/like", method="delete"),
    Write("api/v1/comments/<uuid:comment_id>/pin", who=AUTHOR),
    Write("api/v1/comments/<uuid:comment_id>/pin", method="delete", who=AUTHOR),
]
WRITES = [*ON_POSTS, *BY_THE_AUTHOR, *ON_COMMENTS]
