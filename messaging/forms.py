"""The forms of direct messages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ServiceForm
from messaging.models import MessageSettings


class MessageSettingsForm(ServiceForm):
    messages_from = forms.ChoiceField(
        choices=MessageSettings.From.choices, label=_("Who can message you")
    )
    shows_read = forms.BooleanField(required=False)
    shows_typing = forms.BooleanField(required=False)
    shows_presence = forms.BooleanField(required=False)
