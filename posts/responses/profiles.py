"""What all tabs of a profile share."""

from typing import Any

from django.http import HttpRequest

from posts.selectors.mentions import mentioned_usernames
from social.selectors import Profile

# Divisible by three, the columns of a grid, so that a page ends with a full row.
GRID_PAGE_SIZE = 24


def profile_context(request: HttpRequest, profile: Profile, posts_count: int) -> dict[str, Any]:
    """The header of a profile."""
    user = profile.user
    return {
        "person": user,
        "posts_count": posts_count,
        "bio_usernames": mentioned_usernames(viewer=request.user, text=user.bio),
        "relationship": profile.relationship,
        "is_open": profile.is_open,
    }
