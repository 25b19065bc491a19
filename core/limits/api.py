"""Limits the API as a whole: one attempt for each call, whatever its response."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core.limits.errors import LimitedError
from core.limits.limiter import hit, refund
from core.limits.quota import forget_quota, is_counted, used_quota
from core.limits.site import API, API_ANONYMOUS
from core.web.clients import client_network


class ApiThrottle(BaseThrottle):
    """Counts a call by its user, or by its network if it is anonymous."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if request.user.is_authenticated:
            count_call(request.user.pk)
        else:
            hit(API_ANONYMOUS, by=client_network(request))
        return True


def count_call(user_id: UUID) -> None:
    """Count a call of a user, once for each request. Raises LimitedError."""
    counted = used_quota(API)
    if counted is None:
        hit(API, by=user_id)
    elif not counted.is_allowed:
        raise LimitedError(counted)


def uncount_call(user_id: UUID) -> None:
    """Take back what `count_call` has counted, so that the call counts for its network."""
    forget_quota(API)
    refund(API, by=user_id)


def count_failed_call(request: Request) -> None:
    """Count a call that failed before the throttle ran: guessing tokens is limited too."""
    if not is_counted(API, API_ANONYMOUS):
        hit(API_ANONYMOUS, by=client_network(request))
