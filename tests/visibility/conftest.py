"""A world for each state of an account, made once per module."""

import tempfile
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.visibility.oracle import ACCOUNTS
from tests.visibility.rolled_back import rolled_back
from tests.visibility.world import World, make_world

FOLDERS = "django.core.files.storage.FileSystemStorage"


def _account(name: str) -> object:
    return pytest.param(name, marks=pytest.mark.xdist_group(f"visibility of {name}"), id=name)


@pytest.fixture(scope="module", params=[_account(name) for name in ACCOUNTS])
def world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """In a transaction that is rolled back: every test must leave it as it was."""
    with django_db_blocker.unblock(), files(), rolled_back():
        yield make_world(request.param, is_complete=request.config.getoption("long"))


@pytest.fixture(scope="module")
def public(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Of a public account only."""
    with django_db_blocker.unblock(), files(), rolled_back():
        yield make_world("public")


def files() -> override_settings:
    """A media storage of its own."""
    folder = tempfile.mkdtemp()
    media = {"BACKEND": FOLDERS, "OPTIONS": {"location": folder, "base_url": "/media/"}}
    return override_settings(STORAGES={**settings.STORAGES, "media": media})
