"""Users, their sessions, and what they log in with."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.urls import reverse

from accounts.clients.client import USER_AGENT_MAX_LENGTH
from accounts.querysets import FormerUsernameQuerySet, SessionQuerySet, Users
from accounts.validation import usernames
from accounts.validation.emails import EMAIL_MAX_LENGTH
from accounts.validation.profiles import BIO_MAX_LENGTH, DISPLAY_NAME_MAX_LENGTH
from core.ids import UUID7, UUID7Time
from core.text.search import WordVector

PASSKEY_NAME_MAX_LENGTH = 60


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Counters are exact: services change them with the rows they count."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    username = models.CharField(
        max_length=usernames.USERNAME_MAX_LENGTH, unique=True, validators=usernames.VALIDATORS
    )
    # A verified address; an unverified one is kept in a MailedCode.
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001 - unique, where there is one
    display_name = models.CharField(max_length=DISPLAY_NAME_MAX_LENGTH, blank=True, default="")
    bio = models.CharField(max_length=BIO_MAX_LENGTH, blank=True, default="")
    website = models.URLField(blank=True, default="")
    # Further ones: a list of {"title", "url"}.
    links = models.JSONField(
        blank=True, default=list, db_default=models.Value([], models.JSONField())
    )
    language = models.CharField(max_length=10, blank=True, default="", db_default="")
    # The seed's column; it holds the store's key, which the MediaStore turns into a URL.
    avatar = models.CharField(max_length=200, blank=True, default="", db_column="avatar_url")
    avatar_blurhash = models.CharField(max_length=60, blank=True, default="")
    is_verified = models.BooleanField(default=False)
    is_private = models.BooleanField(default=False, db_default=False)
    # False for suspended users.
    is_active = models.BooleanField(default=True)
    # Hidden by their own choice; logging in undoes it until the account is erased.
    deactivated_at = models.DateTimeField(null=True, blank=True)
    erase_at = models.DateTimeField(null=True, blank=True)
    is_staff = models.BooleanField(default=False)
    posts_count = models.PositiveIntegerField(default=0)
    followers_count = models.PositiveIntegerField(default=0)
    following_count = models.PositiveIntegerField(default=0)
    # Grows when the user follows, unfollows, mutes or unmutes someone: a home timeline is valid for
    # one version.
    relations_version = models.BigIntegerField(default=0, db_default=0)
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
            GinIndex(WordVector("display_name"), name="users_names_search"),
            models.Index(
                fields=["erase_at"], name="users_erase", condition=Q(erase_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.username}"

    def get_absolute_url(self) -> str:
        return reverse("profile", args=[self.username])

    @property
    def name(self) -> str:
        """What to call them: the display name, or the username where none is set."""
        return self.display_name or self.username


class FormerUsername(models.Model):
    """A username that a user gave up: held for them, and leading to them, until it expires."""

    username = models.CharField(max_length=usernames.USERNAME_MAX_LENGTH, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="former_usernames")
    expires_at = models.DateTimeField(db_index=True)

    objects = FormerUsernameQuerySet.as_manager()

    class Meta:
        db_table = "former_usernames"
        constraints = [
            models.CheckConstraint(
                condition=Q(username__regex=f"^{usernames.PATTERN}$"), name="former_usernames_form"
            )
        ]

    def __str__(self) -> str:
        return f"@{self.username}"


class Session(models.Model):
    """A logged-in browser or app. An app has a family of refresh tokens, one of them valid."""

    class Kind(models.TextChoices):
        WEB = "web"
        APP = "app"

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    kind = models.CharField(max_length=3, choices=Kind.choices, db_default=Kind.APP)
    user_agent = models.CharField(max_length=USER_AGENT_MAX_LENGTH, blank=True, default="")
    address = models.GenericIPAddressField(null=True, blank=True)
    last_seen_at = models.DateTimeField(db_default=Now())
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


class KnownDevice(models.Model):
    """A trusted device: its user has logged in from it before."""

    user = models.ForeignKey(User, models.CASCADE, related_name="known_devices")
    # SHA-256 of the token in the device's cookie.
    digest = models.BinaryField(max_length=32)
    last_seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "known_devices"
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="known_devices_unique")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


class MailedCode(models.Model):
    """A code sent to a mailbox, to prove that the user reads it; one for each purpose."""

    class Purpose(models.TextChoices):
        VERIFY = "verify"
        CHANGE_OLD = "change_old"
        CHANGE_NEW = "change_new"
        LOGIN = "login"

    user = models.ForeignKey(User, models.CASCADE, related_name="mailed_codes")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    email = models.EmailField()
    code_digest = models.BinaryField(max_length=32)
    # Of the token in the mail's link, which works without being logged in.
    token_digest = models.BinaryField(max_length=32, unique=True)
    failures = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "mailed_codes"
        constraints = [
            models.UniqueConstraint(fields=["user", "purpose"], name="mailed_codes_one_each")
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], name="mailed_codes_age", condition=~Q(purpose="verify")
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.purpose}"


class PendingTotp(models.Model):
    """The secret of an authenticator app that is not confirmed by its first code yet."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="pending_totp")
    # Encrypted; see accounts/auth/encryption.py.
    secret = models.TextField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "pending_totp"

    def __str__(self) -> str:
        return f"{self.user_id}"


class MailRequest(models.Model):
    """A request for a mail to a username or an address that may be unknown.

    Only the worker looks it up: the response and its time are the same either way.
    """

    class Purpose(models.TextChoices):
        RESET = "reset"
        LOGIN = "login"

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    login = models.CharField(max_length=EMAIL_MAX_LENGTH)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "mail_requests"

    def __str__(self) -> str:
        return self.purpose


class Totp(models.Model):
    """A user's authenticator app, which makes the codes of the second factor."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="totp")
    # Encrypted; see accounts/auth/encryption.py.
    secret = models.TextField()
    # The time step of the newest code that was used: it and older ones are not accepted again.
    last_step = models.BigIntegerField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "totp"

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A code that replaces once that of a lost authenticator app; its use deletes the row."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)

    class Meta:
        db_table = "recovery_codes"

    def __str__(self) -> str:
        return f"{self.user_id}"


class Passkey(models.Model):
    """A WebAuthn credential by which a user logs in; a device or a password manager has its key."""

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=PASSKEY_NAME_MAX_LENGTH)
    # Id and public key, as fido2's AttestedCredentialData writes them.
    credential = models.BinaryField()
    # How often the key has signed, as far as its device counts; it never goes back.
    sign_count = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "passkeys"

    def __str__(self) -> str:
        return self.name
