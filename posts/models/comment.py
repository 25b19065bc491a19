from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import User
from core.ids import UUID7, UUID7Time
from posts.models.post import Post


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, viewer: User | AnonymousUser) -> Self:
        """Comments on posts that `viewer` may see, by people whom they may meet."""
        return self.filter(
            post__in=Post.objects.visible_to(viewer), author__in=User.objects.visible_to(viewer)
        )


class Comment(models.Model):
    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="comments", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comments")
    text = models.CharField(max_length=2200)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = CommentQuerySet.as_manager()

    post_id: UUID
    author_id: UUID

    class Meta:
        db_table = "comments"
        indexes = [models.Index(fields=["post", "-id"], name="comments_by_post")]

    def __str__(self) -> str:
        return self.text[:40]
