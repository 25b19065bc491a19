"""Purging a post here and now, by the steps that the worker takes."""

from posts.models import Post
from posts.services import purging
from tests.processes import wait_until


def purge(post: Post) -> None:
    """Of a deleted post: until nothing of it is left, whatever is written meanwhile."""
    wait_until(lambda: _purge(post), what="the post to be purged")


def _purge(post: Post) -> bool:
    for step in (purging.purge_post_comments, purging.purge_post_likes):
        while step(post_id=post.pk):
            pass
    while purging.purge_post_relations(post_id=post.pk):
        pass
    return purging.purge_post(post_id=post.pk)
