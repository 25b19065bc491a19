"""What reading one post or comment costs on a busy site: rows touched do not grow with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from posts.models import Comment, Media, Mention, Post
from posts.selectors.comments import comments_page, get_comment, replies_page
from posts.selectors.counts import current_counts, serialize_post_counts
from posts.selectors.files import can_see_renditions
from posts.selectors.likes import likers_page
from posts.selectors.mentions import serialize_mention
from posts.selectors.permalinks import get_permalink
from posts.selectors.posts import get_card, get_visible_post
from posts.selectors.profiles import posts_count, profile_page
from posts.selectors.saves import saved_page
from posts.selectors.tagged import serialize_photo_tag, tag_requests_page, tagged_page
from posts.services.comments import add_comment
from posts.services.entities import record_caption
from posts.services.likes import like_post
from posts.services.saves import save_post
from posts.services.tagged import set_tagged
from social.services import follow_user
from tests.factories import make_post, make_reply, make_session
from tests.plans import analyze, explained, rows_touched

pytestmark = pytest.mark.django_db

# Posts of other people, each with ten comments and a like, a mention in one of the comments.
POSTS, COMMENTS_EACH = 2_000, 10
# Far less than any of these tables has, and enough for a page of twenty rows with its joins.
MAX_ROWS = 400

Read = Callable[[User, Post, Comment], Any]
READS: dict[str, Read] = {
    "a visible post": lambda viewer, post, comment: get_visible_post(
        viewer=viewer, key=str(post.pk)
    ),
    "a card": lambda viewer, post, comment: get_card(viewer=viewer, key=post.shortcode),
    "a permalink": lambda viewer, post, comment: get_permalink(
        viewer=viewer, shortcode=post.shortcode
    ),
    "a permalink of a busy author": lambda viewer, post, comment: get_permalink(
        viewer=viewer, shortcode="00000001000"
    ),
    "counts": lambda viewer, post, comment: current_counts(viewer=viewer, ids=[post.pk]),
    "counts for sessions": lambda viewer, post, comment: serialize_post_counts(
        [make_session(viewer).pk, make_session(post.author).pk],
        {"type": "post.updated", "post_id": str(post.pk)},
    ),
    "a comment": lambda viewer, post, comment: get_comment(viewer=viewer, comment_id=comment.pk),
    "comments": lambda viewer, post, comment: comments_page(viewer=viewer, post=post),
    "replies": lambda viewer, post, comment: replies_page(viewer=viewer, comment=comment),
    "likers": lambda viewer, post, comment: likers_page(viewer=viewer, post=post),
    "a mention in a caption": lambda viewer, post, comment: mentioned(viewer, post, None),
    "a mention in a comment": lambda viewer, post, comment: mentioned(viewer, post, comment),  # noqa: PLW0108
    "a photo tag": lambda viewer, post, comment: serialize_photo_tag(
        viewer, {"type": "tag.new", "post_id": str(post.pk)}
    ),
    "tagged posts": lambda viewer, post, comment: tagged_page(viewer=viewer, user=viewer),
    "tag requests": lambda viewer, post, comment: tag_requests_page(viewer=viewer),
    "a profile": lambda viewer, post, comment: profile_page(viewer=viewer, author=post.author),
    "a number of posts": lambda viewer, post, comment: posts_count(
        viewer=viewer, author=post.author
    ),
    "saved posts": lambda viewer, post, comment: saved_page(viewer=viewer),
    "a file": lambda viewer, post, comment: can_see_renditions(
        viewer=viewer, folder=Media.objects.filter(post=post).values_list("folder", flat=True)[0]
    ),
}


def mentioned(viewer: User, post: Post, comment: Comment | None) -> None:
    mention = Mention.objects.get(user=viewer, post=post, comment=comment)
    event = {"type": "mention.new", "mention_id": str(mention.pk)}
    assert serialize_mention(viewer, event) is not None


@pytest.fixture
def busy(db: None, alice: User, bob: User, carol: User) -> tuple[Post, Comment]:
    """A post by alice, whom bob follows, on a site where carol is busy."""
    follow_user(follower=bob, following=alice)
    post = make_post(alice, caption="With @bob")
    record_caption(post=post)
    comment = add_comment(post=post, author=carol, text="Look, @bob!")
    make_reply(comment, alice)
    like_post(post=post, user=alice)
    save_post(post=post, user=bob)
    set_tagged(post=post, usernames=["bob"])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO posts (user_id, shortcode, caption, location, media_url, state,"
            " likes_count, comments_count)"
            " SELECT %s, lpad(number::text, 11, '0'), 'Busy', '', '', 'ready', 1, %s"
            " FROM generate_series(1, %s) AS number",
            [carol.pk, COMMENTS_EACH, POSTS],
        )
        cursor.execute(
            "INSERT INTO comments (post_id, author_id, text)"
            " SELECT posts.id, %s, 'Busy' FROM posts, generate_series(1, %s)"
            " WHERE posts.user_id = %s",
            [bob.pk, COMMENTS_EACH, carol.pk],
        )
        cursor.execute(
            "INSERT INTO likes (post_id, user_id) SELECT id, %s FROM posts WHERE user_id = %s",
            [bob.pk, carol.pk],
        )
        cursor.execute(
            "INSERT INTO mentions (post_id, comment_id, person_id)"
            " SELECT DISTINCT ON (comments.post_id) comments.post_id, comments.id, %s FROM comments"
            " JOIN posts ON posts.id = comments.post_id WHERE posts.user_id = %s",
            [alice.pk, carol.pk],
        )
    analyze("posts", "comments", "likes", "mentions", "users", "media", "tagged_people", "saves")
    return post, comment


def test_reading_touches_few_rows_of_a_busy_site(busy: tuple[Post, Comment], bob: User) -> None:
    post, comment = busy
    touched = {}
    for name, read in READS.items():
        with explained() as plans:
            read(bob, post, comment)
        touched[name] = rows_touched(plans)
    assert {name: rows for name, rows in touched.items() if rows > MAX_ROWS} == {}
