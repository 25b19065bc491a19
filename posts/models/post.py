from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.ids import UUID7, UUID7Time
from posts.models.like import Like
from posts.shortcodes import new_shortcode

Viewer = User | AnonymousUser


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The one rule of who sees a post: those to whom its author is open, once its media is
        ready; its author before."""
        return self.filter(
            Q(state=Post.State.READY) | Q(author_id=viewer.pk),
            deleted_at__isnull=True,
            author__in=User.objects.open_to(viewer),
        )

    def for_cards(self, viewer: Viewer) -> Self:
        """With everything a card shows, and `liked` by `viewer`: two queries for any number."""
        liked: Exists | Value = Value(False)
        if viewer.is_authenticated:
            liked = Exists(Like.objects.filter(post_id=OuterRef("pk"), user_id=viewer.pk))
        return self.select_related("author").prefetch_related("media").annotate(liked=liked)


class Post(models.Model):
    """One to ten photographs with a caption. It is shown once all its media is ready."""

    class State(models.TextChoices):
        PROCESSING = "processing", _("processing")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="posts",
        db_column="user_id",
        db_index=False,
    )
    shortcode = models.CharField(max_length=11, unique=True, default=new_shortcode)
    caption = models.CharField(max_length=2200, blank=True, default="")
    location = models.CharField(max_length=100, blank=True, default="")
    # The seed's column: the store's key of the cover's best JPEG, for link previews.
    media_url = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.PROCESSING)
    likes_count = models.PositiveIntegerField(default=0)
    comments_count = models.PositiveIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = PostQuerySet.as_manager()

    # Set by `for_cards`.
    liked: bool
    author_id: UUID

    class Meta:
        db_table = "posts"
        indexes = [
            models.Index(fields=["author", "-id"], name="posts_by_author"),
            models.Index(fields=["created_at"], name="posts_by_time"),
            models.Index(
                fields=["author"], name="posts_preparing", condition=~models.Q(state="ready")
            ),
        ]

    def __str__(self) -> str:
        return self.shortcode

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.shortcode])

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY
