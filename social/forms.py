"""What the pages take."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PrivacyForm(forms.Form):
    """`waiting` says what becomes of those who wait to follow an account that goes public."""

    is_private = forms.BooleanField(required=False, label=_("Private account"))
    waiting = forms.ChoiceField(
        required=False, choices=[("accept", _("Accept all")), ("forget", _("Remove all"))]
    )
