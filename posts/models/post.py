from collections.abc import Sequence
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.conditions import HasRow
from core.ids import UUID7, UUID7Time
from posts.models.mention import Mention
from posts.models.tagged import TaggedUser
from posts.shortcodes import new_shortcode
from posts.text.captions import CAPTION_MAX_LENGTH

if TYPE_CHECKING:
    from posts.models.media import Media

LOCATION_MAX_LENGTH = 100

Viewer = User | AnonymousUser


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The one rule of who sees a post.

        Its author does, until it is deleted. Others do while it is ready and not archived, if its
        author is open to them and they belong to its audience. So only followers see the posts of
        a private account, whatever the audience.
        """
        others = Q(state=Post.State.READY, archived_at=None) & self._audience(viewer)
        return self.filter(
            Q(author_id=viewer.pk) | others,
            deleted_at=None,
            author__in=User.objects.open_to(viewer),
        )

    @staticmethod
    def _audience(viewer: Viewer) -> Q:
        follows = HasRow("social.Follow", follower=viewer.pk, following=F("author"))
        is_friend = HasRow("social.CloseFriend", owner=F("author"), friend=viewer.pk)
        return (
            Q(audience=Post.Audience.PUBLIC)
            | Q(follows, audience=Post.Audience.FOLLOWERS)
            | Q(is_friend, audience=Post.Audience.CLOSE_FRIENDS)
        )

    def with_reactions(self, viewer: Viewer) -> Self:
        """With the author, and whether `viewer` likes and saves each post; no further query."""
        return self.select_related("author").annotate(
            liked=HasRow("posts.Like", post=F("pk"), user=viewer.pk),
            saved=HasRow("posts.Save", post=F("pk"), user=viewer.pk),
        )

    def for_cards(self, viewer: Viewer) -> Self:
        """As `with_reactions`, with media, and the tagged users `viewer` may see; three queries
        for any number of posts."""
        tagged = TaggedUser.objects.shown_to(viewer).select_related("user")
        return self.with_reactions(viewer).prefetch_related(
            "media", Prefetch("tagged", tagged, to_attr="tagged_users")
        )

    def with_mentions(self, viewer: Viewer) -> Self:
        """With whom the caption mentions, as far as `viewer` may see them; no further query.

        For pages that show captions: a grid of photos has none.
        """
        mentions = Mention.objects.filter(post=OuterRef("pk"), comment=None)
        return self.annotate(mentioned=mentions.usernames(viewer))

    def with_author_relation(self, viewer: Viewer) -> Self:
        """With whether `viewer` follows and mutes each author; no further query.

        For pages whose posts have a menu.
        """
        return self.annotate(
            follows_author=HasRow("social.Follow", follower=viewer.pk, following=F("author")),
            mutes_author=HasRow("social.Mute", muter=viewer.pk, muted=F("author"), posts=True),
        )


class Post(models.Model):
    """One to ten photos with a caption. Others see it once all its media is ready."""

    class State(models.TextChoices):
        PROCESSING = "processing", _("processing")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everyone")
        FOLLOWERS = "followers", _("Followers")
        CLOSE_FRIENDS = "close_friends", _("Close friends")

    class CommentsFrom(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        FOLLOWERS = "followers", _("Followers")
        MENTIONED = "mentioned", _("People mentioned in the caption")
        NOBODY = "nobody", _("Nobody")

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="posts",
        db_column="user_id",
        db_index=False,
    )
    shortcode = models.CharField(max_length=11, unique=True, default=new_shortcode)
    caption = models.CharField(max_length=CAPTION_MAX_LENGTH, blank=True, default="")
    location = models.CharField(max_length=LOCATION_MAX_LENGTH, blank=True, default="")
    # The seed's column: the store's key of the cover's best JPEG, for link previews.
    media_url = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.PROCESSING)
    audience = models.CharField(
        max_length=13, choices=Audience, default=Audience.PUBLIC, db_default=Audience.PUBLIC
    )
    comments_from = models.CharField(
        max_length=9,
        choices=CommentsFrom,
        default=CommentsFrom.EVERYONE,
        db_default=CommentsFrom.EVERYONE,
    )
    # Whether only the author sees the numbers of likes and comments.
    hide_counts = models.BooleanField(default=False, db_default=False)
    likes_count = models.PositiveIntegerField(default=0)
    comments_count = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True)
    pinned_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = PostQuerySet.as_manager()

    # Set by `read_bodies`.
    version: int
    # Set by `with_reactions`.
    liked: bool
    saved: bool
    # Set by `for_cards`.
    tagged_users: list[TaggedUser]
    # Set by `with_mentions`.
    mentioned: Sequence[str]
    # Set by `with_author_relation`.
    follows_author: bool
    mutes_author: bool
    # Set by `read_cards`.
    known_likers: Sequence[User] = ()
    author_id: UUID

    class Meta:
        db_table = "posts"
        indexes = [
            models.Index(fields=["author", "-id"], name="posts_by_author"),
            # What followers find in a home timeline, read one author after the other.
            models.Index(
                fields=["author", "-id"],
                name="posts_shown",
                condition=models.Q(state="ready", archived_at=None, deleted_at=None)
                & ~models.Q(audience="close_friends"),
            ),
            models.Index(
                fields=["author", "-id"],
                name="posts_to_close_friends",
                condition=models.Q(audience="close_friends"),
            ),
            models.Index(fields=["created_at"], name="posts_by_time"),
            models.Index(
                fields=["author"], name="posts_preparing", condition=~models.Q(state="ready")
            ),
            # Few rows each, read with every profile.
            models.Index(
                fields=["author"],
                name="posts_pinned",
                condition=models.Q(pinned_at__isnull=False),
            ),
            models.Index(
                fields=["author"], name="posts_limited", condition=~models.Q(audience="public")
            ),
            models.Index(
                fields=["author", "-id"],
                name="posts_archived",
                condition=models.Q(archived_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.shortcode

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.shortcode])

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_counted(self) -> bool:
        """Whether the author's `posts_count` counts it: public, ready, not archived."""
        is_shown = self.is_ready and self.deleted_at is None and self.archived_at is None
        return is_shown and self.audience == self.Audience.PUBLIC

    @property
    def is_public(self) -> bool:
        """Whether the anonymous may see it, by the loaded row and author; no query."""
        author = self.author
        is_open = author.is_active and author.deactivated_at is None and not author.is_private
        return self.is_counted and is_open

    def shows_counts_to(self, viewer: Viewer) -> bool:
        """Whether `viewer` may see the numbers of likes and comments."""
        return not self.hide_counts or viewer.pk == self.author_id

    @property
    def linked_usernames(self) -> set[str]:
        """Those whose mention in the caption leads to a profile; needs `with_mentions`."""
        return {*self.mentioned, self.author.username}

    @property
    def cover(self) -> "Media":
        """The first photo; needs prefetched media."""
        first: Media = self.media.all()[0]
        return first
