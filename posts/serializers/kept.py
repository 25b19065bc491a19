"""What is rendered of a post once for each of its versions."""

from collections.abc import Callable, Mapping

from core.web.rendered import RenderedCache
from posts.models import Post
from posts.selectors.rows import PostRow


def render_by_version(
    cache: RenderedCache,
    wanted: Mapping[str, PostRow],
    *,
    read: Callable[[list[PostRow]], list[Post]],
    render: Callable[[Post], bytes],
) -> dict[str, bytes]:
    """The bytes for each key of `wanted`, which names the version of its row, from the cache.

    `read` fetches the posts whose bytes are missing there; one that it leaves out is missing in the
    result. A post that was changed since its row was read is rendered, but not kept.
    """
    newer: dict[str, bytes] = {}

    def make(missing: list[str]) -> dict[str, bytes]:
        keys = {wanted[key].id: key for key in missing}
        made: dict[str, bytes] = {}
        for post in read([wanted[key] for key in missing]):
            key = keys[post.pk]
            (made if post.version == wanted[key].version else newer)[key] = render(post)
        return made

    return cache.get_many(wanted, make) | newer
