"""The people in a picture."""

from rest_framework import serializers

from core.serializers import StrictCharField


class TaggedField(serializers.ListField):
    """Usernames. How many, and whose they may be, is for the service to say."""

    child = StrictCharField()
