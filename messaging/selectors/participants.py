"""Who takes part in a conversation, whether or not anyone sees it: for those who deliver."""

from uuid import UUID

from messaging.models import Participant


def participant_ids(*, conversation_id: UUID) -> list[UUID]:
    """Their ids, up to 32."""
    rows = Participant.objects.filter(conversation=conversation_id)
    return list(rows.values_list("user_id", flat=True))


def newest_by_participant(*, conversation_id: UUID) -> dict[UUID, int]:
    """The number of the newest message, as the seat of each of them says it."""
    rows = Participant.objects.filter(conversation=conversation_id)
    return dict(rows.values_list("user_id", "last_seq"))
