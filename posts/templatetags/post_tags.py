"""Photos, captions, comments and counts on a page."""

from collections.abc import Collection, Iterable
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.core_tags import counted
from posts.models import Comment, Media, Post
from posts.models.post import Viewer
from posts.pictures import Picture
from posts.selectors.hashtags import Uses
from posts.text.parsing import Kind, Part, parse

register = template.Library()


@register.inclusion_tag("posts/_picture.html")
def picture(
    media: Media, *, sizes: str, alt: str = "", eager: bool = False, classes: str = ""
) -> dict[str, Any]:
    """A ready photo in every format and width; `alt` is the text where the author wrote none.

    `eager` is for the photo that is seen first on a page.
    """
    shown = Picture(media)
    return {
        "picture": shown,
        "alt": shown.alt or alt,
        "sizes": sizes,
        "eager": eager,
        "classes": classes,
    }


@register.filter
def shows_counts_to(post: Post, viewer: Viewer) -> bool:
    return post.shows_counts_to(viewer)


@register.simple_tag(takes_context=True)
def comments_counted(context: Context, post: Post) -> SafeString | str:
    """The number of comments; "Comments" alone where the author hides the counts."""
    if not post.shows_counts_to(context["user"]):
        return _("Comments")
    return counted(
        "comments",
        post.comments_count,
        zero=_("No comments yet"),
        say=lambda n: ngettext("{} comment", "{} comments", n),
    )


@register.simple_tag
def comment_likes_counted(comment: Comment, *, pressed: bool = False) -> SafeString:
    """`pressed` is for the sentence after the viewer has pressed the like button."""
    return counted(
        "hearts",
        max(0, comment.likes_count + pressed * (-1 if comment.liked else 1)),
        zero="",
        say=lambda n: ngettext("{} like", "{} likes", n),
    )


@register.simple_tag(takes_context=True)
def comments_offered(context: Context, post: Post) -> SafeString | str:
    """The text of a link to the comments."""
    if not post.shows_counts_to(context["user"]):
        return _("View comments")
    return counted(
        "comments",
        post.comments_count,
        zero=_("Add a comment…"),
        say=lambda n: ngettext("View {} comment", "View all {} comments", n),
    )


@register.simple_tag
def tag_uses(uses: Uses) -> str:
    """The number of posts of a tag: "12 posts", "1,000+ posts"."""
    number = number_format(uses.number, force_grouping=True)
    if uses.is_more:
        return _("%(number)s+ posts") % {"number": number}
    posts = ngettext("%(number)s post", "%(number)s posts", uses.number)
    return posts % {"number": number}


@register.filter
def linkify(text: str, usernames: Collection[str]) -> SafeString:
    """A caption or a comment: escaped, its #tags linked, and its @names if they are `usernames`.

    A tag's link has no direction of its own: a caption of tags alone takes its direction from them.
    An unclosed bidi control character ends with the paragraph around the text.
    """
    return _join(_linked(part, usernames) for part in parse(text))


@register.filter
def linkify_bio(text: str, usernames: Collection[str]) -> SafeString:
    """As `linkify`, with links to other sites too."""
    return _join(_link(part) or _linked(part, usernames) for part in parse(text))


@register.filter
def whole_tag(tag: str) -> SafeString:
    """A hashtag with its sign, whose style keeps the two on one line."""
    return format_html('<span class="tag-sign">{}</span>{}', tag[:1], tag[1:])


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _link(part: Part) -> SafeString | None:
    if part.kind != Kind.LINK:
        return None
    template = '<a href="{}" rel="nofollow ugc noopener" target="_blank" dir="ltr">{}</a>'
    return format_html(template, part.name, part.text)


def _linked(part: Part, usernames: Collection[str]) -> SafeString:
    if part.kind == Kind.HASHTAG:
        url = reverse("hashtag", args=[part.name])
        return format_html('<a href="{}" class="tag">{}</a>', url, whole_tag(part.text))
    if part.kind == Kind.MENTION and part.name in usernames:
        url = reverse("profile", args=[part.name])
        return format_html('<a href="{}" dir="ltr">{}</a>', url, part.text)
    return conditional_escape(part.text)
