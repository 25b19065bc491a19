"""Whom a viewer can choose to write to."""

from accounts.models import User
from accounts.selectors import visible_users_by_name
from accounts.validation.usernames import is_username, normalise
from core.pagination import Cursor, Page
from social.selectors import acquaintances_page


def recipients_page(*, viewer: User, q: str, cursor: Cursor | None = None) -> Page[User]:
    """Those to whom the viewer has a relation, narrowed by `q`; and, first, whoever has just this
    username."""
    page = acquaintances_page(viewer=viewer, q=q, cursor=cursor)
    username = normalise(q.removeprefix("@"))
    if cursor is not None or not is_username(username):
        return page
    named = visible_users_by_name(viewer=viewer, usernames=[username]).get(username)
    if named is None or named == viewer:
        return page
    return page.map(lambda users: [named, *(user for user in users if user != named)])
