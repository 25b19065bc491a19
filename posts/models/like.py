from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Like(models.Model):
    pk = models.CompositePrimaryKey("post_id", "user_id")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="likes", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="likes")
    created_at = models.DateTimeField(db_default=Now())

    post_id: UUID
    user_id: UUID

    class Meta:
        db_table = "likes"
        # Who likes it, those who came last first.
        indexes = [models.Index(fields=["post", "created_at", "user"], name="likes_list")]

    def __str__(self) -> str:
        return f"{self.user_id} ♥ {self.post_id}"
