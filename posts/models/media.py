from collections.abc import Callable, Mapping
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.ids import UUID7, UUID7Time
from core.media.errors import MEDIA_ERRORS, MediaError
from posts.models.post import Post, Viewer

# The problem of an upload whose files a worker purges.
DISCARDED = "discarded"
ALT_MAX_LENGTH = 1500
ATTACHED_TO_MAX_LENGTH = 20
# Of the photos that are attached to something, those that a user may see: a condition on `Media`.
MediaRule = Callable[[User], Q]


class MediaQuerySet(models.QuerySet["Media"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Media of posts that `viewer` may see, their own uploads, and what is attached to things
        that other apps show them."""
        # Not `post__in`: beside an OR, PostgreSQL would read all posts of the site.
        seen = Exists(Post.objects.visible_to(viewer).filter(pk=OuterRef("post")))
        return self.filter(Q(seen) | _uploads_of(viewer) | _attached(viewer))

    def uploads_of(self, viewer: Viewer) -> Self:
        """Those that are in no use, and were not discarded."""
        return self.filter(_uploads_of(viewer))

    def unused(self) -> Self:
        """Uploads that are in no post, and attached to nothing."""
        return self.filter(post=None, attached_to="")

    def discard(self) -> int:
        """Mark those that are in no use: nothing can use or render them any more; how many."""
        return self.unused().update(status=Media.Status.FAILED, problem_code=DISCARDED)


def _uploads_of(viewer: Viewer) -> Q:
    return Q(post=None, attached_to="", owner_id=viewer.pk) & ~Q(problem_code=DISCARDED)


def _attached(viewer: Viewer) -> Q:
    """By the rules in `config`; the anonymous see none."""
    found = Q()
    if isinstance(viewer, User):
        rules: Mapping[str, MediaRule] = import_string(settings.MEDIA_RULES)
        for kind, rule in rules.items():
            found |= Q(attached_to=kind) & rule(viewer)
    return found


class Media(models.Model):
    """A photo: uploaded by its owner, rendered by a worker, and used once: in a post, or attached
    to something of another app."""

    class Status(models.TextChoices):
        PROCESSING = "processing", _("processing")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="media")
    post = models.ForeignKey("posts.Post", models.CASCADE, null=True, related_name="media")
    # What else it is part of, such as a message: a key of MEDIA_RULES, which say who sees it.
    attached_to = models.CharField(
        max_length=ATTACHED_TO_MAX_LENGTH, blank=True, default="", db_default=""
    )
    position = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROCESSING)
    problem_code = models.CharField(max_length=40, blank=True, default="")
    alt = models.CharField(max_length=ALT_MAX_LENGTH, blank=True, default="")
    # Upright, in pixels: known from the header at upload, exact once ready.
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    blurhash = models.CharField(max_length=60, blank=True, default="")
    # Keys of the MediaStore: of the private original, and of the folder of the renditions.
    original = models.CharField(max_length=200)
    folder = models.CharField(max_length=200, blank=True, default="")
    # [[640, 800], …]: width and height in pixels, narrow to wide, each in WebP, JPEG and AVIF.
    renditions = models.JSONField(default=list)
    # False for the demo's pictures: AVIF takes the longest to encode.
    has_avif = models.BooleanField(default=True, db_default=True)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = MediaQuerySet.as_manager()

    owner_id: UUID
    post_id: UUID | None

    class Meta:
        db_table = "media"
        verbose_name_plural = "media"
        ordering = ["position", "id"]
        indexes = [
            # URLs name the folder: every request for a file looks it up.
            models.Index(fields=["folder"], name="media_by_folder"),
            # Few rows, and the oldest of them are purged.
            models.Index(
                fields=["id"], name="media_unused", condition=models.Q(post=None, attached_to="")
            ),
            # Few rows, and an upload counts those of its owner.
            models.Index(
                fields=["owner"], name="media_in_work", condition=models.Q(status="processing")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"

    @property
    def problem(self) -> str:
        """Why the photo cannot be used, in the active language; empty if it can."""
        if not self.problem_code:
            return ""
        return str(MEDIA_ERRORS.get(self.problem_code, MediaError).detail)

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY

    @property
    def is_used(self) -> bool:
        return self.post_id is not None or bool(self.attached_to)

    @property
    def is_discarded(self) -> bool:
        return self.problem_code == DISCARDED

    @property
    def is_public(self) -> bool:
        """Whether the anonymous may see it."""
        return self.post is not None and self.post.is_public
