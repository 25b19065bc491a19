"""The API's own stack of middleware, beside that of the pages."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from core.web.stacks import Application

pytestmark = pytest.mark.django_db


def test_the_api_knows_nobody_by_the_cookie_of_a_browser(
    alice: User,
    client_of: Callable[[User], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_of(alice)

    with django_assert_num_queries(0):
        assert browser.get("/api/v1/feed").status_code == 401

    assert browser.get("/api/v1/feed").wsgi_request.user.is_anonymous
    assert browser.get("/").wsgi_request.user == alice


def test_the_api_says_how_long_its_response_is(alice: User) -> None:
    for path in ("/api/v1/users/alice", "/api/v1/users/nobody", "/api/v1/nothing", "/api/schema"):
        response = APIClient().get(path)
        assert int(response["Content-Length"]) == len(response.content), path


def test_the_api_refuses_the_host_of_another_site() -> None:
    refused = APIClient().get("/api/v1/feed", headers={"Host": "evil.example"})

    assert refused.status_code == 400
    assert refused.json()["type"] == "client_error"


def test_the_api_leads_to_no_page() -> None:
    for path in ("/api/v1/feed/", "/api/accounts/login", "/api/", "/api/v1/users/alice/"):
        assert APIClient().get(path).status_code in (401, 404), path


def test_only_pages_have_a_session_for_their_visitor(alice: User) -> None:
    assert hasattr(Client().get("/alice/").wsgi_request, "session")
    for path in ("/api/v1/users/alice", "/api/docs", "/api/nothing"):
        assert not hasattr(Client().get(path).wsgi_request, "session"), path


def test_what_is_served_has_both_stacks_however_many_load_at_once(alice: User) -> None:
    applications: list[Application] = []
    threads = [Thread(target=lambda: applications.append(Application())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(applications) == 8
    for application in applications:
        assert hasattr(_asked(application, "/alice/"), "session")
        assert not hasattr(_asked(application, "/api/v1/users/alice"), "session")


def _asked(application: Application, path: str) -> Any:
    """The request, after its response."""
    request = RequestFactory().get(path)
    response = application.get_response(request)
    assert response.status_code == 200
    return request
