"""How a photograph and people's words come onto a page."""

from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.usernames import normalise, validate_username
from core.templatetags.core_tags import counted
from posts.captions import MENTION
from posts.models import Media, Post
from posts.pictures import Picture

register = template.Library()


@register.inclusion_tag("posts/_picture.html")
def picture(
    media: Media, *, sizes: str, alt: str = "", eager: bool = False, classes: str = ""
) -> dict[str, Any]:
    """A ready photograph in every format and width; `alt` is for one that was not described.

    `eager` is for the one picture that the reader sees first.
    """
    shown = Picture(media)
    return {
        "picture": shown,
        "alt": shown.alt or alt,
        "sizes": sizes,
        "eager": eager,
        "classes": classes,
    }


@register.simple_tag
def likes_counted(post: Post) -> SafeString:
    return counted(
        "likes",
        post.likes_count,
        zero=_("Be the first to like this"),
        say=lambda n: ngettext("{} like", "{} likes", n),
    )


@register.simple_tag
def comments_counted(post: Post) -> SafeString:
    return counted(
        "comments",
        post.comments_count,
        zero=_("No comments yet"),
        say=lambda n: ngettext("{} comment", "{} comments", n),
    )


@register.simple_tag
def comments_offered(post: Post) -> SafeString:
    """The words of a link to the comments."""
    return counted(
        "comments",
        post.comments_count,
        zero=_("Add a comment…"),
        say=lambda n: ngettext("View {} comment", "View all {} comments", n),
    )


@register.filter
def words(text: str) -> SafeString:
    """A caption, a comment or a bio: escaped, its @names linked."""
    parts: list[SafeString] = []
    end = 0
    for found in MENTION.finditer(text):
        parts += [conditional_escape(text[end : found.start()]), _mention(found.group())]
        end = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, text[end:]]))


def _mention(handle: str) -> SafeString:
    username = normalise(handle.removeprefix("@"))
    try:
        validate_username(username)
    except ValidationError:
        return conditional_escape(handle)
    return format_html('<a href="{}" dir="ltr">{}</a>', reverse("profile", args=[username]), handle)
