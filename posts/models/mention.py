from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.ids import UUID7


class Mention(models.Model):
    """The caption of a post, or one of its comments, mentions `@person`."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="mentions", db_index=False)
    comment = models.ForeignKey("posts.Comment", models.CASCADE, null=True, related_name="mentions")

    person_id: UUID
    post_id: UUID
    comment_id: UUID | None

    class Meta:
        db_table = "mentions"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=Q(comment__isnull=True),
                name="mentions_once_in_caption",
            ),
            models.UniqueConstraint(
                fields=["comment", "person"],
                condition=Q(comment__isnull=False),
                name="mentions_once_in_comment",
            ),
        ]
        indexes = [models.Index(fields=["post", "person"], name="mentions_by_post")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.comment_id or self.post_id}"
