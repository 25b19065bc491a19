"""Likes as a sentence: a number, and a name where the viewer follows one of the likers."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.templatetags.core_tags import Named, counted
from posts.models import Post

register = template.Library()


@register.simple_tag(takes_context=True)
def likes_counted(context: Context, post: Post, *, pressed: bool = False) -> SafeString | str:
    """`pressed` is for the sentence after the viewer has pressed the like button."""
    liker = next(iter(post.known_likers), None)
    if not post.shows_counts_to(context["user"]):
        return _hidden(liker)
    return counted(
        "likes",
        max(0, post.likes_count + pressed * (-1 if post.liked else 1)),
        zero=_("Be the first to like this"),
        say=_say_by_name if liker else _say,
        named=Named(_link(liker), alone=_("Liked by {name}")) if liker else None,
    )


def _hidden(liker: User | None) -> SafeString | str:
    """The same text for one like as for a million."""
    if liker is None:
        return _("Likes are hidden")
    before, _slot, after = _("Liked by {name} and others").partition("{name}")
    return format_html("{}<bdi>{}</bdi>{}", before, _link(liker), after)


def _say(number: int) -> str:
    return ngettext("{} like", "{} likes", number)


def _say_by_name(others: int) -> str:
    return ngettext("Liked by {name} and {} other", "Liked by {name} and {} others", others)


def _link(user: User) -> SafeString:
    return format_html(
        '<a href="{}" class="relative z-1 hover:opacity-70">{}</a>',
        user.get_absolute_url(),
        user.username,
    )
