"""Where django-allauth asks us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.attempts import can_be_counted
from accounts.models import User
from accounts.services import register_user
from accounts.services.sessions import WrongCredentialsError, verify_credentials
from accounts.usernames import normalise


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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if can_be_counted():
            super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """allauth's own way hashes once more for an address that it knows, and so tells it."""
        self.pre_authenticate(request, **credentials)
        login = credentials.get("email") or credentials["username"]
        try:
            user = verify_credentials(login=login, password=credentials["password"])
        except WrongCredentialsError:
            return None
        self._rollback_login_failed_rl_usage()
        return user

    def is_safe_url(self, url: str) -> bool:
        """Only this very site; allauth would trust all of ALLOWED_HOSTS, on any port."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )
