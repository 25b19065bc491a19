"""Rows as they are after the services and the worker have done their part, written directly.

Registration, login and publishing have tests of their own; every other test starts from here.
"""

from tests.factories.crowds import make_copies, make_crowd, make_many_posts, tag_posts
from tests.factories.messages import make_conversation, make_message
from tests.factories.posts import NOW, make_comment, make_media, make_post, make_reply
from tests.factories.sessions import (
    access_token_of,
    log_in,
    login_cookie,
    make_session,
    use_access_token,
)
from tests.factories.users import (
    PASSWORD,
    give_second_factor,
    make_user,
    make_users,
    password_hash,
)

__all__ = [
    "NOW",
    "PASSWORD",
    "access_token_of",
    "give_second_factor",
    "log_in",
    "login_cookie",
    "make_comment",
    "make_conversation",
    "make_copies",
    "make_crowd",
    "make_many_posts",
    "make_media",
    "make_message",
    "make_post",
    "make_reply",
    "make_session",
    "make_user",
    "make_users",
    "password_hash",
    "tag_posts",
    "use_access_token",
]
