"""The reference for every entry point: who sees a post, in plain words.

It uses nothing of the code under test. What is decided:

- A deactivated, suspended or to-be-erased account is hidden with its posts; its owner cannot be
  logged in.
- No viewer sees a deleted post. Only its author sees a processing, failed or archived one.
- A block hides in both directions.
- A private account's posts are its followers', whatever their audience: a close friend who does
  not follow sees none of them.
- `followers` is for followers, of a public account too. `close_friends` is for the users on the
  author's list.
- Muting and requesting to follow change nothing; a moderator is a stranger (the admin has its own
  access rules).
"""

ACCOUNTS = ("public", "private", "deactivated", "suspended", "erase_pending")
AUDIENCES = ("public", "followers", "close_friends")
STATES = ("ready", "processing", "failed", "archived", "deleted")

FOLLOWING = {"follower", "close_friend", "muting"}
FRIENDS = {"close_friend", "unfollowing_friend"}
APART = {"blocked", "blocking"}
# The viewers who follow the tag of all these posts.
TAG_FOLLOWERS = {"requested", "muting", *APART, "unfollowing_friend", "moderator"}


def finds_profile(viewer: str, account: str) -> bool:
    """Who finds the profile. A blocker does: how else could they unblock?"""
    return account in {"public", "private"} and viewer != "blocked"


def reads_lists(viewer: str, account: str) -> bool:
    """Who may read the lists on the profile."""
    follows = viewer in FOLLOWING or viewer == "author"
    return (
        finds_profile(viewer, account) and viewer not in APART and (account == "public" or follows)
    )


def sees(viewer: str, account: str, audience: str, state: str) -> bool:
    if account in {"deactivated", "suspended", "erase_pending"} or state == "deleted":
        return False
    if viewer == "author":
        return True
    if state != "ready" or viewer in APART:
        return False
    if account == "private" and viewer not in FOLLOWING:
        return False
    if audience == "followers":
        return viewer in FOLLOWING
    return audience == "public" or viewer in FRIENDS


def in_home_timeline(viewer: str, account: str, audience: str, state: str) -> bool:
    """The viewer's own posts, those of followed users and of followed tags; of no muted user."""
    belongs = viewer in {"author", *FOLLOWING, *TAG_FOLLOWERS} - {"muting"}
    return belongs and sees(viewer, account, audience, state)


def is_news(viewer: str, account: str, audience: str, state: str) -> bool:
    """Authors know of their own posts."""
    return viewer != "author" and in_home_timeline(viewer, account, audience, state)


def counts(viewer: str, account: str, audience: str, state: str) -> bool:
    """A profile counts the posts that the viewer sees and, for all who find it, the public ones:
    the header of a private account shows that number."""
    is_public = finds_profile(viewer, account) and audience == "public" and state == "ready"
    return is_public or sees(viewer, account, audience, state)


def is_author(viewer: str, account: str, audience: str, state: str) -> bool:
    return viewer == "author" and sees(viewer, account, audience, state)


def is_tagged(viewer: str, account: str, audience: str, state: str) -> bool:
    """Every viewer with an account is tagged in every post, but for the author."""
    return viewer not in {"author", "anonymous"} and sees(viewer, account, audience, state)


def is_notified(viewer: str, account: str, audience: str, state: str) -> bool:
    """Of a mention: users who do not mute its author."""
    return viewer != "muting" and is_tagged(viewer, account, audience, state)
