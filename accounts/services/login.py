"""The last step of every login: the session, the device, and the mail about a new one."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.clients.client import Client, device_digest
from accounts.models import KnownDevice, Session, Totp, User
from accounts.services.credentials import WrongCredentialsError, verify_credentials
from accounts.services.devices import touch_device, trust_device
from accounts.services.leaving import reactivate_account
from accounts.services.login_codes import check_login_code, consume_login_code
from accounts.services.second_factors import OtpRequiredError, check_second_factor
from accounts.services.security_mail import queue_new_device_mail
from accounts.services.sessions import TokenPair, start_session, start_web_session
from core.db.transactions import atomic


@dataclass(frozen=True)
class WebLogin:
    """A browser that is logged in.

    `device` is the token for the device's cookie; `was_reactivated` says that the account was
    hidden until now.
    """

    session: Session
    device: str
    was_reactivated: bool


def log_in_app(
    *, login: str, password: str, otp: str = "", client: Client = Client.UNKNOWN
) -> tuple[TokenPair, str]:
    """Log an app in by username or email and password, and the second factor if there is one.

    Returns the tokens, and the token for the device's cookie. Raises WrongCredentialsError,
    OtpRequiredError, WrongOtpError and LimitedError.
    """
    user = verify_credentials(login=login, password=password, client=client)
    shown = check_second_factor(user=user, otp=otp, client=client)
    return start_app_login(user=user, client=client, has_shown_otp=shown)


def log_in_app_by_code(
    *, login: str, code: str, otp: str = "", client: Client = Client.UNKNOWN
) -> tuple[TokenPair, str]:
    """As `log_in_app`, by a mailed code, which only a complete login uses up.

    Raises WrongLoginCodeError, OtpRequiredError, WrongOtpError and LimitedError.
    """
    row = check_login_code(login=login, code=code)
    shown = check_second_factor(user=row.user, otp=otp, client=client)
    with transaction.atomic():
        consume_login_code(row=row)
        return start_app_login(user=row.user, client=client, has_shown_otp=shown)


@atomic
def start_app_login(
    *, user: User, client: Client, has_shown_otp: bool = False
) -> tuple[TokenPair, str]:
    """Start an app's session, once all factors were shown. Returns as `log_in_app`.

    Raises WrongCredentialsError and OtpRequiredError for what was changed meanwhile.
    """
    device, _was_reactivated = _start_login(user, client, has_shown_otp)
    return start_session(user=user, client=client), device


@atomic
def start_web_login(*, user: User, client: Client, has_shown_otp: bool = False) -> WebLogin:
    """Start a browser's session, once all factors were shown.

    Raises WrongCredentialsError and OtpRequiredError for what was changed meanwhile.
    """
    device, was_reactivated = _start_login(user, client, has_shown_otp)
    return WebLogin(start_web_session(user=user, client=client), device, was_reactivated)


def _start_login(user: User, client: Client, has_shown_otp: bool) -> tuple[str, bool]:
    locked = _lock_unchanged(user, client)
    if locked["has_totp"] and not has_shown_otp:
        raise OtpRequiredError
    was_reactivated = locked["deactivated_at"] is not None and reactivate_account(user=user)
    if locked["is_trusted"]:
        touch_device(user=user, token=client.device)
        return client.device, was_reactivated
    # No mail about the first device of an account.
    if locked["has_devices"]:
        queue_new_device_mail(user=user, client=client)
    return trust_device(user=user), was_reactivated


def _lock_unchanged(user: User, client: Client) -> dict[str, object]:
    """Lock the user's row: a login must not overtake a change that ends all sessions.

    Raises WrongCredentialsError after such a change.
    """
    devices = KnownDevice.objects.filter(user=OuterRef("pk"))
    unchanged = User.objects.filter(pk=user.pk, password=user.password, is_active=True)
    locked = unchanged.select_for_update(no_key=True, of=("self",)).values(
        "deactivated_at",
        has_totp=Exists(Totp.objects.filter(user=OuterRef("pk"))),
        has_devices=Exists(devices),
        is_trusted=Exists(devices.filter(digest=device_digest(client.device))),
    )
    found: dict[str, object] | None = locked.first()
    if found is None:
        raise WrongCredentialsError
    return found
