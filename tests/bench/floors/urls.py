"""The floor of pages: `/constant/NAME` answers the bytes of a file, through all middleware."""

import os
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler500
from config.urls import urlpatterns as site

__all__ = ["handler400", "handler500", "urlpatterns"]


def constant(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(_read(name))


@cache
def _read(name: str) -> bytes:
    return Path(os.environ["BENCH_CONSTANTS"], name).read_bytes()


urlpatterns = [path("constant/<str:name>", constant), *site]
