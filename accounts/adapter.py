"""Where django-allauth asks us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User
from accounts.services import register_user
from accounts.usernames import normalise


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the package has no types
    """Signing up on the page is the same service as in the API."""

    def new_user(self, request: HttpRequest) -> User:
        return User()

    def clean_username(self, username: str, shallow: bool = False) -> str:
        cleaned: str = super().clean_username(normalise(username), shallow=shallow)
        return cleaned

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        given = form.cleaned_data
        return register_user(
            username=given["username"], email=given["email"], password=given["password1"], user=user
        )
