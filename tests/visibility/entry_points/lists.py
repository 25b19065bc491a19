"""Lists of posts, and counts of them."""

import re

from feeds import timelines
from feeds.home import home_page
from tests.visibility.entry_points.base import LOGGED_IN, Count, List, Response
from tests.visibility.oracle import counts, in_home_timeline, is_author, is_tagged
from tests.visibility.world import Viewer, World

PREPARING = ("processing", "failed")
ALL_OWN = (*PREPARING, "archived")
# Asked for again by a page that the way back restored, with all that it may have shown once.
AGAIN = "?ids={ids}"


def fill_timeline(world: World, viewer: Viewer) -> None:
    """Every post is in every timeline: an id in Redis grants no access."""
    if viewer.user is None:
        return
    home_page(viewer=viewer.user)
    for each in world.posts:
        timelines.push([viewer.user.pk], each.post.pk)


HOME = [
    List("", rule=in_home_timeline, own_states=PREPARING),
    List(
        "", rule=in_home_timeline, own_states=PREPARING, prepare=fill_timeline, query="?from=redis"
    ),
    List("", rule=in_home_timeline, own_states=PREPARING, query=AGAIN),
    List("api/v1/feed", rule=in_home_timeline),
    List(
        "api/v1/feed",
        who=LOGGED_IN,
        rule=in_home_timeline,
        prepare=fill_timeline,
        query="?limit=99",
    ),
]
PROFILES = [
    List("<str:username>/", own_states=PREPARING),
    List("<str:username>/", own_states=PREPARING, query=AGAIN),
    List("api/v1/users/<str:username>/posts", own_states=PREPARING),
    List("<str:username>/tagged", username="model"),
    List("<str:username>/tagged", username="model", query=AGAIN),
    List("api/v1/users/<str:username>/tagged", username="model"),
    List("<str:username>/archive", username="viewer", rule=is_author, states=("archived",)),
    List("<str:username>/archive", states=("archived",), rule=is_author),
    List("<str:username>/archive", states=("archived",), rule=is_author, query=AGAIN),
    List("api/v1/users/me/archive", states=("archived",), rule=is_author),
    List("accounts/settings/tags/", rule=is_tagged),
    List("api/v1/users/me/tag-requests", rule=is_tagged),
]
TAGS = [
    List("tags/<str:name>/"),
    List("tags/<str:name>/", query=AGAIN),
    List("api/v1/tags/<str:name>/posts"),
    List("api/v1/tags/<str:name>/posts", query="?order=top"),
]
SAVED = [
    List(route, username="viewer", who=LOGGED_IN, own_states=ALL_OWN, query=query)
    for route in (
        "<str:username>/saved",
        "api/v1/users/me/saved",
        "<str:username>/saved/<uuid:collection_id>",
        "api/v1/collections/<uuid:collection_id>/posts",
    )
    for query in ("", "?q=lighthouses", "?q=isle", AGAIN)
    if query != AGAIN or not route.startswith("api/")
]
SHARED = [
    List(route, who=LOGGED_IN, own_states=ALL_OWN, query=query)
    for route, query in (
        ("api/v1/conversations/<uuid:conversation_id>/messages", ""),
        ("api/v1/conversations/<uuid:conversation_id>/messages", "?after_seq=0"),
        ("api/v1/messages/search", "?q=lighthouses"),
        ("direct/<uuid:conversation_id>/", ""),
    )
]
LISTS = [*HOME, *PROFILES, *TAGS, *SAVED, *SHARED]


def in_json(response: Response) -> int | None:
    return response.json["posts_count"] if response.status == 200 else None


def of_first(response: Response) -> int | None:
    return response.json["results"][0]["posts_count"] if response.status == 200 else None


def on_page(response: Response) -> int | None:
    """The first number in a profile's header."""
    found = re.search(r"<dd[^>]*>\D*(\d+)", response.body)
    return int(found[1]) if found and response.status == 200 else None


COUNTS = [
    Count("<str:username>/", read=on_page, rule=counts, own_states=PREPARING),
    Count("api/v1/users/<str:username>", read=in_json, rule=counts, own_states=PREPARING),
    Count("api/v1/tags/<str:name>", read=in_json),
    Count("api/v1/collections", who=LOGGED_IN, read=of_first, own_states=ALL_OWN),
    Count(
        "api/v1/collections/<uuid:collection_id>", who=LOGGED_IN, read=in_json, own_states=ALL_OWN
    ),
]
