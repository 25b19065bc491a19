"""The limits of the API as a whole: one try for each call, whatever it answers."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core.clients import client_network
from core.limits.counting import take
from core.limits.standing import was_counted
from core.limits.table import API, API_ANONYMOUS


class ApiThrottle(BaseThrottle):
    """Asked by the framework once it knows who is there, before the view does anything."""

    def allow_request(self, request: Request, view: Any) -> bool:
        if request.user.is_authenticated:
            take(API, by=request.user.pk)
        else:
            take(API_ANONYMOUS, by=client_network(request))
        return True


def count_refusal(request: Request) -> None:
    """Count a call that was refused before anybody was known: guessing tokens is limited too."""
    if not was_counted(API, API_ANONYMOUS):
        take(API_ANONYMOUS, by=client_network(request))
