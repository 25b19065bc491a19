from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageSettings(models.Model):
    """What a user lets others do and know; no row means the defaults."""

    class From(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        FOLLOWING = "following", _("People I follow")
        NOBODY = "nobody", _("Nobody")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="message_settings",
    )
    # Who may begin a conversation. What has been accepted goes on.
    messages_from = models.CharField(
        max_length=9, choices=From, default=From.EVERYONE, db_default=From.EVERYONE
    )
    # Each holds in both directions: who hides it does not see it of others.
    shows_read = models.BooleanField(default=True, db_default=True)
    shows_typing = models.BooleanField(default=True, db_default=True)
    shows_presence = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "message_settings"

    def __str__(self) -> str:
        return str(self.pk)
