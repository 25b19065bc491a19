"""Link previews and structured data of pages.

A preview without an `image` shows the site's own.
"""

from typing import Any, Protocol
from urllib.parse import urljoin

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.avatars import avatar_url
from accounts.models import User
from posts.models import Post
from posts.models.post import Viewer
from posts.pictures import Picture, media_url
from posts.selectors.hashtags import Tag

Preview = dict[str, Any]


class Asker(Protocol):
    """What is needed of a request."""

    @property
    def user(self) -> Viewer: ...
    def build_absolute_uri(self, location: str, /) -> str: ...


def post_preview(request: Asker, post: Post) -> Preview:
    """Title, description, canonical URL and picture of a permalink."""
    words = Truncator(" ".join(post.caption.split()))
    title = _("%(name)s on InstaPro") % {"name": post.author.name}
    if post.caption:
        title = f"{title}: “{words.chars(60)}”"
    return {
        "title": title,
        "description": words.chars(160) or _photo_by(post.author),
        "url": request.build_absolute_uri(post.get_absolute_url()),
        **_post_image(request, post),
    }


def profile_preview(site: str, user: User, *, posts_count: int, image: Preview) -> Preview:
    """With the avatar, or else with `image`: see `newest_image`. `site` is the URL of the site."""
    avatar = avatar_url(user)
    followers = user.followers_count
    description = _("%(posts)s, %(followers)s.") % {
        "posts": ngettext("%(n)s post", "%(n)s posts", posts_count) % {"n": posts_count},
        "followers": ngettext("%(n)s follower", "%(n)s followers", followers) % {"n": followers},
    }
    return {
        "title": f"{user.name} (@{user.username}) • InstaPro",
        "description": f"{description} {' '.join(user.bio.split())}".strip(),
        "url": urljoin(site, user.get_absolute_url()),
        **({"image": urljoin(site, avatar)} if avatar else image or _site_image(site)),
    }


def tag_preview(request: HttpRequest, tag: Tag, *, image: Preview) -> Preview:
    """`image` as `newest_image` returns it."""
    return {
        "title": f"#{tag.name} • InstaPro",
        "description": _("Photos with the hashtag #%(name)s.") % {"name": tag.name},
        "url": request.build_absolute_uri(tag.get_absolute_url()),
        **image,
    }


def post_json_ld(request: Asker, post: Post) -> dict[str, Any]:
    """https://schema.org/SocialMediaPosting."""
    author = post.author
    page = request.build_absolute_uri(post.get_absolute_url())
    return {
        "@context": "https://schema.org",
        "@type": "SocialMediaPosting",
        "@id": page,
        "url": page,
        "headline": Truncator(post.caption).chars(110) or _photo_by(author),
        "articleBody": post.caption,
        "datePublished": post.created_at.isoformat(),
        "image": _post_image(request, post).get("image"),
        "author": _person(request.build_absolute_uri(author.get_absolute_url()), author),
        **_statistics(request, post),
    }


def profile_json_ld(site: str, user: User) -> dict[str, Any]:
    """https://schema.org/ProfilePage."""
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "dateCreated": user.created_at.isoformat(),
        "mainEntity": {
            **_person(urljoin(site, user.get_absolute_url()), user),
            "description": user.bio,
            "interactionStatistic": [_statistic("FollowAction", user.followers_count)],
        },
    }


def site_of(request: HttpRequest) -> str:
    """The URL of the site, as the client knows it."""
    return f"{request.scheme}://{request.get_host()}"


def _person(url: str, user: User) -> dict[str, Any]:
    return {
        "@type": "Person",
        "name": user.name,
        "alternateName": user.username,
        "url": url,
    }


def _statistics(request: Asker, post: Post) -> dict[str, Any]:
    if not post.shows_counts_to(request.user):
        return {}
    likes, comments = post.likes_count, post.comments_count
    return {
        "interactionStatistic": [
            _statistic("LikeAction", likes),
            _statistic("CommentAction", comments),
        ]
    }


def _statistic(action: str, count: int) -> dict[str, Any]:
    return {
        "@type": "InteractionCounter",
        "interactionType": f"https://schema.org/{action}",
        "userInteractionCount": count,
    }


def _site_image(site: str) -> Preview:
    """As `layout/_site_picture.html`."""
    path = static("img/preview.png")
    size = {"image_width": 1200, "image_height": 630}
    return {"image": urljoin(site, path), **size, "image_alt": "InstaPro"}


def _post_image(request: Asker, post: Post) -> Preview:
    return absolute(request, cover(post))


def absolute(request: Asker, preview: Preview) -> Preview:
    """A cover with its URL; blank without one."""
    if not preview:
        return {}
    return {**preview, "image": request.build_absolute_uri(preview["image"])}


def cover(post: Post) -> Preview:
    """The first photo of a post, with its path as `image`; blank before it is ready."""
    if not post.is_ready:
        return {}
    cover = Picture(post.media.all()[0])
    width, height = cover.size("medium")
    return {
        "image": media_url(post.media_url),
        "image_width": width,
        "image_height": height,
        "image_alt": cover.alt,
    }


def _photo_by(author: User) -> str:
    return _("A photo by %(name)s") % {"name": author.name}
