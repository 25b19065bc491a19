from rest_framework import serializers


class TicketSerializer(serializers.Serializer[dict[str, object]]):
    ticket = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")
