"""People, and the apps they are signed in with."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.urls import reverse

from accounts import usernames
from accounts.querysets import SessionQuerySet, Users
from core.ids import UUID7, UUID7Time


class User(AbstractBaseUser, PermissionsMixin):
    """A person's account. Counters are exact: services change them with the rows they count."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    username = models.CharField(
        max_length=usernames.LONGEST, unique=True, validators=usernames.VALIDATORS
    )
    email = models.EmailField()
    display_name = models.CharField(max_length=64, blank=True, default="")
    bio = models.CharField(max_length=300, blank=True, default="")
    website = models.URLField(blank=True, default="")
    # The seed's column; it holds the store's key, which the MediaStore turns into a URL.
    avatar = models.CharField(max_length=200, blank=True, default="", db_column="avatar_url")
    avatar_blurhash = models.CharField(max_length=60, blank=True, default="")
    is_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    posts_count = models.PositiveIntegerField(default=0)
    followers_count = models.PositiveIntegerField(default=0)
    following_count = models.PositiveIntegerField(default=0)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = Users()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        db_table = "users"
        constraints = [
            models.UniqueConstraint(Lower("username"), name="users_username_unique"),
            models.UniqueConstraint(Lower("email"), name="users_email_unique"),
            models.CheckConstraint(
                condition=Q(username__regex=f"^{usernames.PATTERN}$"), name="users_username_form"
            ),
        ]
        indexes = [
            models.Index(F("followers_count").desc(), F("id"), name="users_popular"),
        ]

    def __str__(self) -> str:
        return f"@{self.username}"

    def get_absolute_url(self) -> str:
        return reverse("profile", args=[self.username])

    @property
    def name(self) -> str:
        """What to call them: the display name, or the username where none is set."""
        return self.display_name or self.username


class Session(models.Model):
    """One signed-in app: a family of refresh tokens, of which one is good at a time."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    user_agent = models.CharField(max_length=300, blank=True, default="")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        db_table = "sessions"

    def __str__(self) -> str:
        return f"{self.user_id} {self.user_agent}"

    user_id: UUID


class RefreshToken(models.Model):
    """A token of a family, kept as its SHA-256 until it would have expired anyway."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    session = models.ForeignKey(Session, models.CASCADE, related_name="refresh_tokens")
    created_at = models.DateTimeField(db_default=Now())
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "refresh_tokens"

    def __str__(self) -> str:
        return f"{self.session_id}"
