from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from posts.text.word_filter import HIDDEN_WORD_MAX_LENGTH


class AuthorSettings(models.Model):
    """An author's settings for tags and comments; no row means the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="author_settings",
    )
    # Whether tags of this user wait for their approval.
    reviews_tags = models.BooleanField(default=False)
    # Comments with one of these are hidden. Stored as `posts.text.parsing.fold` writes them.
    filtered_words = ArrayField(models.CharField(max_length=HIDDEN_WORD_MAX_LENGTH), default=list)

    class Meta:
        db_table = "author_settings"

    def __str__(self) -> str:
        return str(self.pk)
