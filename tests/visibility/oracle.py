"""The reference that every door is held against: who sees a post, in plain words.

It knows nothing of the code under test. What is decided:

- Who is deactivated, suspended or waits to be erased is not there, nor is what they posted; they
  cannot be signed in themselves.
- What is deleted nobody sees. What is processing, failed or archived only its author sees.
- A block hides both ways.
- A private account's posts are its followers', whatever their audience: a close friend who does
  not follow sees nothing of it.
- `followers` is for those who follow, of a public account too. `close_friends` is for those on the
  author's list.
- Muting and asking to follow change nothing; a moderator is a stranger (the admin is another door).
"""

ACCOUNTS = ("public", "private", "deactivated", "suspended", "erase_pending")
AUDIENCES = ("public", "followers", "close_friends")
STATES = ("ready", "processing", "failed", "archived", "deleted")

FOLLOWING = {"follower", "close_friend", "muting"}
FRIENDS = {"close_friend", "unfollowing_friend"}
APART = {"blocked", "blocking"}
# Who follows the tag of all these posts.
TAG_FOLLOWERS = {"requested", "muting", *APART, "unfollowing_friend", "moderator"}


def meets(viewer: str, account: str) -> bool:
    """Who finds the profile: to unblock somebody one must."""
    return account in {"public", "private"} and viewer != "blocked"


def is_open(viewer: str, account: str) -> bool:
    """Who may read its lists."""
    follows = viewer in FOLLOWING or viewer == "author"
    return meets(viewer, account) and viewer not in APART and (account == "public" or follows)


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


def finds_at_home(viewer: str, account: str, audience: str, state: str) -> bool:
    """Own posts, those of whom one follows, and those of a tag; but not of whom one mutes."""
    belongs = viewer in {"author", *FOLLOWING, *TAG_FOLLOWERS} - {"muting"}
    return belongs and sees(viewer, account, audience, state)


def counts(viewer: str, account: str, audience: str, state: str) -> bool:
    """A profile counts what its reader sees and, for all who meet it, what is for everybody: the
    head of a closed account tells that number."""
    is_told = meets(viewer, account) and audience == "public" and state == "ready"
    return is_told or sees(viewer, account, audience, state)


def is_author(viewer: str, account: str, audience: str, state: str) -> bool:
    return viewer == "author" and sees(viewer, account, audience, state)


def is_tagged(viewer: str, account: str, audience: str, state: str) -> bool:
    """Everybody who is somebody is tagged in everything, but for the author."""
    return viewer not in {"author", "anonymous"} and sees(viewer, account, audience, state)


def is_told(viewer: str, account: str, audience: str, state: str) -> bool:
    """Of a mention: by those who do not mute the writer."""
    return viewer != "muting" and is_tagged(viewer, account, audience, state)
