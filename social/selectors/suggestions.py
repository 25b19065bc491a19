"""Whom to follow."""

from django.db.models import Exists, OuterRef

from accounts.models import User


def suggested_users(*, viewer: User, limit: int = 5) -> list[User]:
    """Popular people whom `viewer` neither follows nor has asked to; one query."""
    followed = viewer.follows.filter(following=OuterRef("pk"))
    asked = viewer.requests.filter(following=OuterRef("pk"))
    strangers = User.objects.visible_to(viewer).exclude(pk=viewer.pk)
    strangers = strangers.filter(~Exists(followed), ~Exists(asked))
    return list(strangers.order_by("-followers_count", "id")[:limit])
