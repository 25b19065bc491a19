"""Fields that forms share, with what keyboards and password managers need to know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.validation import emails
from accounts.validation.codes import CODE_MAX_LENGTH
from core.forms import CharField

# A phone's keyboard must not correct these.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
EMAIL, PASSWORD, CODE = _("Email"), _("Password"), _("Code")


def username_field() -> CharField:
    attributes = {
        **AS_TYPED,
        "autocomplete": "username",
    }
    return CharField(label=_("Username"), widget=forms.TextInput(attributes))


def login_field(**options: Any) -> CharField:
    attributes = {**AS_TYPED, "autocomplete": "username"}
    return CharField(
        label=_("Username or email"),
        widget=forms.TextInput(attributes),
        **options,
    )


def email_field(label: StrOrPromise = EMAIL) -> CharField:
    attributes = {
        **AS_TYPED,
        "autocomplete": "email",
        "inputmode": "email",
    }
    return CharField(
        label=label, max_length=emails.EMAIL_MAX_LENGTH, widget=forms.EmailInput(attributes)
    )


def password_field(
    label: StrOrPromise = PASSWORD, *, new: bool = False, **options: Any
) -> CharField:
    autocomplete = "new-password" if new else "current-password"
    widget = forms.PasswordInput({**AS_TYPED, "autocomplete": autocomplete})
    return CharField(label=label, strip=False, widget=widget, **options)


def code_field(label: StrOrPromise = CODE, **options: Any) -> CharField:
    attributes = {
        **AS_TYPED,
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "dir": "ltr",
        # What its page is for. Of several the browser takes the first.
        "autofocus": True,
    }
    return CharField(
        label=label, max_length=CODE_MAX_LENGTH, widget=forms.TextInput(attributes), **options
    )
