"""Signing up and in."""

from typing import Any

from django import forms

from accounts.forms.fields import (
    code_field,
    email_field,
    login_field,
    password_field,
    username_field,
)
from accounts.validation import emails
from accounts.validation.registration import registration_errors
from core.forms import ServiceForm


class SignupForm(ServiceForm):
    """The rules of `register_user`, told for all fields at once."""

    email = email_field()
    username = username_field()
    password = password_field(new=True)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        asked = {name: given.get(name, "") for name in self.fields}
        for name, problems in registration_errors(**asked).items():
            # A field that is empty or no text at all has been told so.
            if name in given:
                self.add_error(name, problems)
        return given


class LoginForm(ServiceForm):
    login = login_field()
    password = password_field()


class RequestCodeForm(ServiceForm):
    login = login_field(max_length=emails.EMAIL_MAX_LENGTH)


class CodeForm(ServiceForm):
    code = code_field()


class PasskeyLoginForm(LoginForm):
    """The same page, with what the browser's key store says in the place of name and password."""

    login = login_field(required=False)
    password = password_field(required=False)
    credential = forms.CharField(widget=forms.HiddenInput)
