"""Signing up and in on the pages: allauth's forms with our words."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.utils.translation import gettext_lazy as _

PLAIN = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class SignupForm(AllauthSignupForm):  # type: ignore[misc] # the package has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email, username = self.fields["email"], self.fields["username"]
        email.label = _("E-mail")
        email.widget.attrs.update(PLAIN, autocomplete="email", inputmode="email")
        username.label = _("Username")
        username.help_text = _("Small letters, digits, dots and underscores.")
        username.widget.attrs.update(PLAIN, autocomplete="username", maxlength=30)
        self.fields["password1"].help_text = _("At least 8 characters.")


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or e-mail")
        self.fields["login"].widget.attrs.update(PLAIN, autocomplete="username")
        self.fields["password"].help_text = ""
