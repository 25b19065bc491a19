from collections.abc import Sequence
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Now

from accounts.models import User
from core.db.conditions import HasRow
from core.ids import UUID7, UUID7Time
from posts.models.mention import Mention
from posts.models.post import Post, Viewer

COMMENT_MAX_LENGTH = 2200


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Comments on posts that `viewer` may see, by users they may see.

        One that the word filter of the post's author caught is there for the two of them alone;
        a reply goes with what it replies to.
        """
        users = User.objects.visible_to(viewer)
        unfiltered = Q(is_filtered=False) | Q(author_id=viewer.pk) | Q(post__author_id=viewer.pk)
        parent_unfiltered = (
            Q(parent__is_filtered=False)
            | Q(parent__author_id=viewer.pk)
            | Q(post__author_id=viewer.pk)
        )
        # Not `parent__author__in`: beside an OR, PostgreSQL would read all users.
        parent_seen = Q(Exists(users.filter(pk=OuterRef("parent__author")))) & parent_unfiltered
        parent_seen &= Q(parent__deleted_at=None)
        return self.filter(
            unfiltered,
            Q(parent=None) | parent_seen,
            post__in=Post.objects.visible_to(viewer),
            author__in=users,
        )

    def for_list(self, viewer: Viewer) -> Self:
        """With the author and what concerns `viewer`; one query for any number."""
        mentions = Mention.objects.filter(comment=OuterRef("pk"))
        comments = self.select_related("author").annotate(mentioned=mentions.usernames(viewer))
        if not viewer.is_authenticated:
            unknown = Value(False)
            return comments.annotate(
                liked=unknown, hidden=unknown, replies_shown=F("replies_count")
            )
        # Few, with an index of their own.
        replies = Comment.objects.filter(parent=OuterRef("pk"), is_filtered=True)
        seen = replies.filter(Q(author=viewer) | Q(post__author=viewer)).order_by()
        count = seen.values("parent").annotate(count=Count("pk")).values("count")
        return comments.annotate(
            liked=HasRow("posts.CommentLike", comment=F("pk"), user=viewer.pk),
            hidden=ExpressionWrapper(
                Q(is_filtered=True, post__author=viewer), output_field=models.BooleanField()
            ),
            replies_shown=F("replies_count") + Coalesce(Subquery(count), 0),
        )


AllCommentsManager = models.Manager.from_queryset(CommentQuerySet)


class CommentManager(AllCommentsManager["Comment"]):
    """Comments that were not deleted themselves; their parent may have been."""

    def get_queryset(self) -> CommentQuerySet:
        return CommentQuerySet(self.model, using=self._db).filter(deleted_at=None)


class Comment(models.Model):
    """A comment on a post, or a reply to a comment: there is one level of replies."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="comments", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comments")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="replies", db_index=False
    )
    text = models.CharField(max_length=COMMENT_MAX_LENGTH)
    likes_count = models.PositiveIntegerField(default=0, db_default=0)
    # Without those the word filter hides, as in the count of the post.
    replies_count = models.PositiveIntegerField(default=0, db_default=0)
    pinned_at = models.DateTimeField(null=True)
    # Whether it has one of the hidden words of the post's author.
    is_filtered = models.BooleanField(default=False, db_default=False)
    # Replies to it are not marked, but deleted with it all the same.
    deleted_at = models.DateTimeField(null=True)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = CommentManager()
    # With those that were deleted and wait for being purged.
    all_objects = AllCommentsManager()

    # Set by `for_list`. `hidden` is for the post's author alone, whose filter is private.
    liked: bool
    hidden: bool
    replies_shown: int
    mentioned: Sequence[str]
    # Set by `read_comments`.
    version: int
    post_id: UUID
    author_id: UUID
    parent_id: UUID | None

    class Meta:
        db_table = "comments"
        indexes = [
            models.Index(fields=["post", "-id"], name="comments_by_post"),
            # The list under a post, without replies; and the replies of one.
            models.Index(
                fields=["post", "-id"], name="comments_top", condition=Q(parent__isnull=True)
            ),
            models.Index(
                fields=["parent", "id"], name="comments_replies", condition=Q(parent__isnull=False)
            ),
            models.Index(
                fields=["post"], name="comments_pinned", condition=Q(pinned_at__isnull=False)
            ),
            models.Index(
                fields=["parent"], name="comments_filtered", condition=Q(is_filtered=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def linked_usernames(self) -> set[str]:
        """Those whose mention in the text leads to a profile; needs `for_list`."""
        return {*self.mentioned, self.author.username}


class CommentLike(models.Model):
    pk = models.CompositePrimaryKey("comment_id", "user_id")
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="likes", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comment_likes")
    created_at = models.DateTimeField(db_default=Now())

    comment_id: UUID
    user_id: UUID

    class Meta:
        db_table = "comment_likes"

    def __str__(self) -> str:
        return f"{self.user_id} ♥ {self.comment_id}"
