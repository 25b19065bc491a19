"""Registration and login."""

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
from core.forms import CharField, ServiceForm
from core.text.lengths import TEXT_MAX_LENGTH


class SignupForm(ServiceForm):
    """Checks the rules of `register_user`, for all fields at once."""

    email = email_field()
    username = username_field()
    password = password_field(new=True)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        fields = {name: given.get(name, "") for name in self.fields}
        for name, problems in registration_errors(**fields).items():
            # An empty or malformed field has its error already.
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
    """The login page's form, with the browser's response instead of username and password."""

    login = login_field(required=False)
    password = password_field(required=False)
    credential = CharField(max_length=TEXT_MAX_LENGTH, widget=forms.HiddenInput)
