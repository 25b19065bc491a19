"""The last step of every way in: the session, the device, and the mail about a new one."""

from dataclasses import dataclass

from django.db import transaction

from accounts.clients import NOBODYS, Client
from accounts.models import Session, User
from accounts.services.credentials import verify_credentials
from accounts.services.devices import is_known, know_device
from accounts.services.leaving import come_back
from accounts.services.notices import tell_of_new_device
from accounts.services.second_factors import check_second_factor
from accounts.services.sessions import SignedIn, start_session, start_web_session


@dataclass(frozen=True)
class Entered:
    """Somebody is in; `device` is the token that the device is to hold."""

    session: Session
    device: str


def sign_in_app(
    *, login: str, password: str, otp: str = "", client: Client = NOBODYS
) -> tuple[SignedIn, str]:
    """Sign an app in by username or e-mail, and the second factor where there is one.

    Answers also the token of the device. Raises WrongCredentialsError, OtpRequiredError,
    WrongOtpError and LimitedError.
    """
    user = verify_credentials(login=login, password=password, client=client)
    check_second_factor(user=user, otp=otp)
    return admit_app(user=user, client=client)


@transaction.atomic
def admit_app(*, user: User, client: Client) -> tuple[SignedIn, str]:
    """Let an app in whose owner has shown all that is asked for."""
    device = _arrive(user, client)
    return start_session(user=user, client=client), device


@transaction.atomic
def admit_browser(*, user: User, client: Client) -> Entered:
    """Let a browser in whose owner has shown all that is asked for."""
    device = _arrive(user, client)
    return Entered(start_web_session(user=user, client=client), device)


def _arrive(user: User, client: Client) -> str:
    come_back(user=user)
    # The first device of an account is no news to its owner.
    if user.known_devices.exists() and not is_known(user=user, token=client.device):
        tell_of_new_device(user=user, client=client)
    return know_device(user=user, token=client.device)
