"""Signing up and in on the pages, in allauth's flow."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import emails, usernames
from accounts.models import User
from accounts.registration import problems_of
from core.errors import DomainError

# A phone's keyboard must not correct a name.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
# What the service calls otherwise than the page.
FIELDS = {"password": "password1"}


class SignupForm(forms.Form):
    """What allauth's view wants of a form, with the rules of `register_user` field by field."""

    # Asked for by the view: accounts that have a passkey and no password.
    by_passkey = False

    email = forms.CharField(
        label=_("E-mail"),
        widget=forms.EmailInput(
            {**AS_TYPED, "autocomplete": "email", "inputmode": "email", "maxlength": emails.LONGEST}
        ),
    )
    username = forms.CharField(
        label=_("Username"),
        widget=forms.TextInput(
            {**AS_TYPED, "autocomplete": "username", "maxlength": usernames.LONGEST}
        ),
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({**AS_TYPED, "autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        problems = problems_of(
            username=given.get("username", ""),
            email=given.get("email", ""),
            password=given.get("password1", ""),
        )
        for field, errors in problems.items():
            # A field that is empty or no text at all has been told so.
            if (name := FIELDS.get(field, field)) in given:
                self.add_error(name, errors)
        return given

    def try_save(self, request: HttpRequest) -> tuple[User, None]:
        adapter = get_adapter()
        return adapter.save_user(request, adapter.new_user(request), self), None

    def refuse(self, error: DomainError) -> None:
        """Tell at its field what the service found after all."""
        field = FIELDS.get(error.attr or "", error.attr)
        self.add_error(field if field in self.fields else None, str(error))


class LoginForm(AllauthLoginForm):  # type: ignore[misc] # the package has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("Username or e-mail")
        login.widget.attrs = {**AS_TYPED, "autocomplete": "username"}
        password.help_text = ""
        password.widget.attrs = {**AS_TYPED, "autocomplete": "current-password"}

    def user_credentials(self) -> dict[str, str]:
        given = self.cleaned_data
        return {"username": given["login"], "password": given["password"]}
