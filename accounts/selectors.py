"""Reading users, sessions and passkeys."""

import json
from collections.abc import Collection, Iterable
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast, Now

from accounts.clients.client import device_digest
from accounts.models import FormerUsername, KnownDevice, Passkey, Session, Totp, User
from accounts.querysets import UserQuerySet
from accounts.validation.usernames import normalise
from core.db.compiled import columns_of, compile_sql, compiled, prepared_cursor, read_model
from core.db.functions import json_text
from core.errors import NotFoundError
from core.pagination import Cursor, Page, paginate

# What a summary of a user shows.
SUMMARY_FIELDS = ("id", "username", "display_name", "avatar", "avatar_blurhash", "is_verified")


def get_visible_user(*, viewer: User | AnonymousUser, username: str) -> User:
    """The user of a username, in any case. Raises NotFoundError."""
    user: User | None = User.objects.visible_to(viewer).named(username).first()
    if user is None:
        raise NotFoundError
    return user


def visible_users_by_name(
    *, viewer: User | AnonymousUser, usernames: Collection[str]
) -> dict[str, User]:
    """Those that `viewer` may see, by the usernames given, former ones among them."""
    visible = User.objects.visible_to(viewer)
    found: dict[str, User] = {
        user.username: user for user in visible.filter(username__in=usernames)
    }
    missing = set(usernames) - found.keys()
    if not missing:
        return found
    held = FormerUsername.objects.held().filter(username__in=missing, user__in=visible)
    return found | {former.username: former.user for former in held.select_related("user")}


def held_username(*, user: User) -> FormerUsername | None:
    """The username that is held for a user since their last change."""
    return user.former_usernames.held().first()


def is_held_for(*, user: User, username: str) -> bool:
    """Whether a username, in any case, is held for this user."""
    return user.former_usernames.held().filter(username=normalise(username)).exists()


def find_by_login(*, login: str) -> User | None:
    """The user who logs in by this username or email, active or not.

    Not an account that is due to be erased, even if its row is still there.
    """
    found: User | None = _with_login(login).first()
    return found


def find_login(*, login: str, device: str) -> tuple[User | None, bool]:
    """As `find_by_login`, and whether the user trusts the device of this token.

    One query, whether there is such a user or not.
    """
    trusted = KnownDevice.objects.filter(user=OuterRef("pk"), digest=device_digest(device))
    found = _with_login(login).annotate(is_on_trusted_device=Exists(trusted)).first()
    is_trusted = found is not None and found.is_on_trusted_device  # type: ignore[attr-defined]
    return found, is_trusted


def find_user(*, user_id: UUID | str) -> User | None:
    """The user of an id, active or not."""
    found: User | None = User.objects.filter(pk=user_id).first()
    return found


def summary_text(prefix: str = "", *further: str) -> Cast:
    """SQL: a user's summary as text, to be read by `read_summary`; `prefix` leads to the user.

    `further` columns follow it.
    """
    return json_text(*(f"{prefix}{name}" for name in SUMMARY_FIELDS), *further)


def read_summary(text: str) -> User:
    """A user of whom a summary is known; anything else about them would be a query."""
    user_id, *values = json.loads(text)[: len(SUMMARY_FIELDS)]
    return User.from_db(connection.alias, SUMMARY_FIELDS, [UUID(user_id), *values])


def find_session(*, session_id: UUID) -> Session | None:
    """An active session with its user, in one query."""
    with prepared_cursor() as cursor:
        cursor.execute(_session_sql(), {"session": session_id})
        row = cursor.fetchone()
    if row is None:
        return None
    user_columns = len(columns_of(User))
    session = read_model(Session, row[:-user_columns])
    session.user = read_model(User, row[-user_columns:])
    return session


@compiled
def _session_sql() -> str:
    """Nearly every request asks for its session."""
    session_id = uuid4()
    columns = (*columns_of(Session), *columns_of(User, "user__"))
    rows = Session.objects.active().filter(pk=session_id).values_list(*columns)
    return compile_sql(rows, {session_id: "%(session)s"})


def sessions_of(*, viewer: User) -> list[Session]:
    """The viewer's active sessions, last seen first."""
    return list(Session.objects.active().filter(user=viewer).order_by("-last_seen_at", "-id"))


def own_sessions_page(*, viewer: User, cursor: Cursor | None, limit: int) -> Page[Session]:
    """As `sessions_of`, page by page, the latest login first."""
    mine = Session.objects.active().filter(user=viewer)
    return paginate(mine, cursor=cursor, limit=limit)


def get_own_session(*, viewer: User, session_id: UUID) -> Session:
    """An active session of the viewer. Raises NotFoundError."""
    found = Session.objects.active().filter(user=viewer, pk=session_id).first()
    if found is None:
        raise NotFoundError
    return found


def has_second_factor(*, user: User) -> bool:
    """Whether a code of an authenticator app is needed to log in."""
    return Totp.objects.filter(user=user).exists()


def passkeys_of(*, viewer: User) -> list[Passkey]:
    """The viewer's own, oldest first, each with its user."""
    return list(viewer.passkeys.select_related("user").order_by("pk"))


def get_own_passkey(*, viewer: User, passkey_id: int) -> Passkey:
    """Raises NotFoundError."""
    for passkey in passkeys_of(viewer=viewer):
        if passkey.pk == passkey_id:
            return passkey
    raise NotFoundError


def active_session_ids(*, session_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the sessions that are still active, in one query."""
    active = Session.objects.active().filter(pk__in=session_ids)
    return set(active.values_list("pk", flat=True))


def _with_login(login: str) -> UserQuerySet:
    """No username has an @ in it."""
    users: UserQuerySet = (
        User.objects.with_email(login) if "@" in login else User.objects.named(login)
    )
    return users.exclude(erase_at__lte=Now())
