"""The last step of every way in: the session, the device, and the mail about a new one."""

from dataclasses import dataclass

from django.db import transaction

from accounts.clients.client import Client
from accounts.models import Session, User
from accounts.services.credentials import WrongCredentialsError, verify_credentials
from accounts.services.devices import is_trusted, trust_device
from accounts.services.leaving import reactivate_account
from accounts.services.second_factors import (
    OtpRequiredError,
    check_second_factor,
    has_second_factor,
)
from accounts.services.security_mail import queue_new_device_mail
from accounts.services.sessions import TokenPair, start_session, start_web_session
from accounts.services.sign_in_codes import check_sign_in_code, consume_sign_in_code


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
    """Sign an app in by username or e-mail, and the second factor where there is one.

    Answers also the token of the device. Raises WrongCredentialsError, OtpRequiredError,
    WrongOtpError and LimitedError.
    """
    user = verify_credentials(login=login, password=password, client=client)
    shown = check_second_factor(user=user, otp=otp, client=client)
    return start_app_login(user=user, client=client, has_shown_otp=shown)


def log_in_app_by_code(
    *, login: str, code: str, otp: str = "", client: Client = Client.UNKNOWN
) -> tuple[TokenPair, str]:
    """As `log_in_app`, by a mailed code; it is used up by getting in, and not before.

    Raises WrongSignInCodeError, OtpRequiredError, WrongOtpError and LimitedError.
    """
    row = check_sign_in_code(login=login, code=code)
    shown = check_second_factor(user=row.user, otp=otp, client=client)
    with transaction.atomic():
        consume_sign_in_code(row=row)
        return start_app_login(user=row.user, client=client, has_shown_otp=shown)


@transaction.atomic
def start_app_login(
    *, user: User, client: Client, has_shown_otp: bool = False
) -> tuple[TokenPair, str]:
    """Let an app in whose owner has shown all that is asked for.

    Raises WrongCredentialsError and OtpRequiredError for what was changed meanwhile.
    """
    device, _came_back = _start_login(user, client)
    if not has_shown_otp and has_second_factor(user=user):
        raise OtpRequiredError
    return start_session(user=user, client=client), device


@transaction.atomic
def start_web_login(*, user: User, client: Client, has_shown_otp: bool = False) -> WebLogin:
    """Let a browser in whose owner has shown all that is asked for.

    Raises WrongCredentialsError and OtpRequiredError for what was changed meanwhile.
    """
    device, was_reactivated = _start_login(user, client)
    if not has_shown_otp and has_second_factor(user=user):
        raise OtpRequiredError
    return WebLogin(start_web_session(user=user, client=client), device, was_reactivated)


def _start_login(user: User, client: Client) -> tuple[str, bool]:
    _lock_unchanged(user)
    was_reactivated = reactivate_account(user=user)
    # The first device of an account is no news to its owner.
    if user.known_devices.exists() and not is_trusted(user=user, token=client.device):
        queue_new_device_mail(user=user, client=client)
    return trust_device(user=user, token=client.device), was_reactivated


def _lock_unchanged(user: User) -> None:
    """What ends all sessions must not be overtaken by somebody who was on their way in."""
    same = User.objects.filter(pk=user.pk, password=user.password, is_active=True)
    if not same.select_for_update(no_key=True).values_list("pk", flat=True):
        raise WrongCredentialsError
