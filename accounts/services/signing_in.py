"""The last step of every way in: the session, the device, and the mail about a new one."""

from dataclasses import dataclass

from django.db import transaction

from accounts.clients import NOBODYS, Client
from accounts.models import Session, User
from accounts.services.credentials import WrongCredentialsError, verify_credentials
from accounts.services.devices import is_known, know_device
from accounts.services.leaving import come_back
from accounts.services.notices import tell_of_new_device
from accounts.services.second_factors import (
    OtpRequiredError,
    check_second_factor,
    has_second_factor,
)
from accounts.services.sessions import SignedIn, start_session, start_web_session
from accounts.services.sign_in_codes import check_sign_in_code, use_up_sign_in_code


@dataclass(frozen=True)
class Entered:
    """Somebody is in; `device` is the token that the device is to hold, and `came_back` says that
    their account was hidden until now."""

    session: Session
    device: str
    came_back: bool


def sign_in_app(
    *, login: str, password: str, otp: str = "", client: Client = NOBODYS
) -> tuple[SignedIn, str]:
    """Sign an app in by username or e-mail, and the second factor where there is one.

    Answers also the token of the device. Raises WrongCredentialsError, OtpRequiredError,
    WrongOtpError and LimitedError.
    """
    user = verify_credentials(login=login, password=password, client=client)
    shown = check_second_factor(user=user, otp=otp, client=client)
    return admit_app(user=user, client=client, has_shown_otp=shown)


def sign_in_app_by_code(
    *, login: str, code: str, otp: str = "", client: Client = NOBODYS
) -> tuple[SignedIn, str]:
    """As `sign_in_app`, by a mailed code; it is used up by getting in, and not before.

    Raises WrongSignInCodeError, OtpRequiredError, WrongOtpError and LimitedError.
    """
    row = check_sign_in_code(login=login, code=code)
    shown = check_second_factor(user=row.user, otp=otp, client=client)
    with transaction.atomic():
        use_up_sign_in_code(row=row)
        return admit_app(user=row.user, client=client, has_shown_otp=shown)


@transaction.atomic
def admit_app(*, user: User, client: Client, has_shown_otp: bool = False) -> tuple[SignedIn, str]:
    """Let an app in whose owner has shown all that is asked for.

    Raises WrongCredentialsError and OtpRequiredError for what was changed meanwhile.
    """
    device, _came_back = _arrive(user, client)
    if not has_shown_otp and has_second_factor(user=user):
        raise OtpRequiredError
    return start_session(user=user, client=client), device


@transaction.atomic
def admit_browser(*, user: User, client: Client, has_shown_otp: bool = False) -> Entered:
    """Let a browser in whose owner has shown all that is asked for.

    Raises WrongCredentialsError and OtpRequiredError for what was changed meanwhile.
    """
    device, came_back = _arrive(user, client)
    if not has_shown_otp and has_second_factor(user=user):
        raise OtpRequiredError
    return Entered(start_web_session(user=user, client=client), device, came_back)


def _arrive(user: User, client: Client) -> tuple[str, bool]:
    _lock_unchanged(user)
    came_back = come_back(user=user)
    # The first device of an account is no news to its owner.
    if user.known_devices.exists() and not is_known(user=user, token=client.device):
        tell_of_new_device(user=user, client=client)
    return know_device(user=user, token=client.device), came_back


def _lock_unchanged(user: User) -> None:
    """What ends all sessions must not be overtaken by somebody who was on their way in."""
    same = User.objects.filter(pk=user.pk, password=user.password, is_active=True)
    if not same.select_for_update(no_key=True).values_list("pk", flat=True):
        raise WrongCredentialsError
