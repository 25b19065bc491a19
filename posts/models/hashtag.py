from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from core.ids import UUID7
from posts.text.parsing import HASHTAG_MAX_LENGTH


class Hashtag(models.Model):
    """A word that posts are found by, as `posts.text.parsing.fold_tag` writes it."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    name = models.CharField(max_length=HASHTAG_MAX_LENGTH, unique=True)

    class Meta:
        db_table = "hashtags"

    def __str__(self) -> str:
        return f"#{self.name}"


class PostHashtag(models.Model):
    """A post has the tag in its caption. Whether it may be seen is not said here."""

    pk = models.CompositePrimaryKey("hashtag_id", "post_id")
    hashtag = models.ForeignKey(Hashtag, models.CASCADE, related_name="uses", db_index=False)
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="hashtags")

    hashtag_id: UUID
    post_id: UUID

    class Meta:
        db_table = "post_hashtags"

    def __str__(self) -> str:
        return f"{self.hashtag_id} on {self.post_id}"


class HashtagFollow(models.Model):
    """`user` finds posts with the tag in the home timeline."""

    pk = models.CompositePrimaryKey("user_id", "hashtag_id")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hashtag_follows", db_index=False
    )
    hashtag = models.ForeignKey(Hashtag, models.CASCADE, related_name="followers")
    created_at = models.DateTimeField(db_default=Now())

    user_id: UUID
    hashtag_id: UUID

    class Meta:
        db_table = "hashtag_follows"

    def __str__(self) -> str:
        return f"{self.user_id} → {self.hashtag_id}"
