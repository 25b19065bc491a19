"""The form of the privacy settings."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PrivacyForm(forms.Form):
    """`waiting` decides over pending follow requests when the account goes public."""

    is_private = forms.BooleanField(required=False, label=_("Private account"))
    waiting = forms.ChoiceField(
        required=False, choices=[("accept", _("Accept all")), ("forget", _("Remove all"))]
    )
