"""The graph: who follows whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Follow(models.Model):
    """`follower` sees the posts of `following` in the home timeline."""

    pk = models.CompositePrimaryKey("follower_id", "following_id")
    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows", db_index=False
    )
    following = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed_by", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "follows"
        constraints = [
            models.CheckConstraint(
                condition=~Q(follower=F("following")), name="follows_not_oneself"
            )
        ]
        # The primary key serves "whom do I follow"; this one "who follows me", in fan-out's order.
        indexes = [models.Index(fields=["following", "follower"], name="follows_followers")]

    def __str__(self) -> str:
        return f"{self.follower_id} → {self.following_id}"
