"""Password, address, second factor and passkeys: dangerous changes need the password."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import code_field, email_field, password_field
from accounts.models import PASSKEY_NAME_MAX_LENGTH
from core.forms import CharField, LineField, ServiceForm
from core.text.lengths import TEXT_MAX_LENGTH


class PasswordForm(ServiceForm):
    password = password_field(_("Your password"))


class ChangePasswordForm(ServiceForm):
    current_password = password_field(_("Current password"))
    new_password = password_field(_("New password"), new=True)


class RequestResetForm(ServiceForm):
    email = email_field()


class ResetPasswordForm(ServiceForm):
    new_password = password_field(_("New password"), new=True)


class ChangeEmailForm(ServiceForm):
    email = email_field(_("New email address"))
    password = password_field(_("Your password"))


class CorrectEmailForm(ServiceForm):
    email = email_field()
    password = password_field(_("Your password"))


class ConfirmFirstEmailForm(ServiceForm):
    """Without a verified address yet: there is one mailbox only."""

    code_new = code_field(_("Code from the new address"))


class ConfirmEmailForm(ConfirmFirstEmailForm):
    code_old = code_field(_("Code from your current address"))


class SecondFactorForm(ServiceForm):
    """For what would weaken the second factor: both factors again."""

    password = password_field(_("Your password"))
    otp = code_field(_("Code from your authenticator app, or a recovery code"))


class PasskeyForm(ServiceForm):
    name = LineField(label=_("Name"), max_length=PASSKEY_NAME_MAX_LENGTH)
    credential = CharField(max_length=TEXT_MAX_LENGTH, widget=forms.HiddenInput)


class RenamePasskeyForm(ServiceForm):
    name = LineField(label=_("Name"), max_length=PASSKEY_NAME_MAX_LENGTH)
    password = password_field(_("Your password"))
