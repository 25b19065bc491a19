"""Reading the graph."""

from social.selectors.audience import follower_ids_after
from social.selectors.celebrities import is_pushed
from social.selectors.lists import (
    acquaintances_page,
    blocked_page,
    close_friends_page,
    followers_page,
    following_page,
    muted_page,
    requests_count,
    requests_page,
    serialize_follow_requests,
)
from social.selectors.relationships import (
    PrivateAccountError,
    Profile,
    Relationship,
    get_accessible_user,
    get_known_user,
    get_profile,
    profile_params,
    profile_size,
    profile_sql,
    read_profile,
    relationship,
    relationships,
)
from social.selectors.suggestions import (
    Suggestion,
    recently_suggested_users,
    suggested_users,
)

__all__ = [
    "PrivateAccountError",
    "Profile",
    "Relationship",
    "Suggestion",
    "acquaintances_page",
    "blocked_page",
    "close_friends_page",
    "follower_ids_after",
    "followers_page",
    "following_page",
    "get_accessible_user",
    "get_known_user",
    "get_profile",
    "is_pushed",
    "muted_page",
    "profile_params",
    "profile_size",
    "profile_sql",
    "read_profile",
    "recently_suggested_users",
    "relationship",
    "relationships",
    "requests_count",
    "requests_page",
    "serialize_follow_requests",
    "suggested_users",
]
