"""Where django-allauth asks us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.clients import client_of
from accounts.models import User
from accounts.services import register_user
from accounts.services.credentials import WrongCredentialsError, verify_credentials
from accounts.services.sessions import end_session
from accounts.usernames import normalise
from accounts.viewer import web_session_of
from accounts.web_entrance import enter
from core.clients import client_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the package has no types
    """Signing up and in on the page are the services that the API calls."""

    # One answer for every reason, whatever was typed.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WrongCredentialsError.detail,
        "email_password_mismatch": WrongCredentialsError.detail,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True

    def clean_username(self, username: str, shallow: bool = False) -> str:
        cleaned: str = super().clean_username(normalise(username), shallow=shallow)
        return cleaned

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        given = form.cleaned_data
        return register_user(
            username=given["username"], email=given["email"], password=given["password1"]
        )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """allauth's own way hashes once more for an address that it knows, and so tells it."""
        login = credentials.get("email") or credentials["username"]
        try:
            return verify_credentials(
                login=login, password=credentials["password"], client=client_of(request)
            )
        except WrongCredentialsError:
            return None

    def login(self, request: HttpRequest, user: User) -> None:
        """The end of every way in: Django's fresh cookie, and our session behind it."""
        super().login(request, user)
        enter(request, user)

    def logout(self, request: HttpRequest) -> None:
        session = web_session_of(request)
        super().logout(request)
        if session:
            end_session(session=session)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_safe_url(self, url: str) -> bool:
        """Only this very site; allauth would trust all of ALLOWED_HOSTS, on any port."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )
