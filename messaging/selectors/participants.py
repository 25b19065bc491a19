"""Who takes part in a conversation, whether or not anyone sees it: for those who deliver."""

from uuid import UUID

from messaging.models import Participant


def participant_ids(*, conversation_id: UUID) -> list[UUID]:
    """Their ids, up to 32."""
    rows = Participant.objects.filter(conversation=conversation_id)
    return list(rows.values_list("user_id", flat=True))
