"""Tagged users."""

from rest_framework import serializers

from core.api.serializers import StrictCharField


class TaggedField(serializers.ListField):
    """Usernames; the service checks number and existence."""

    child = StrictCharField()
