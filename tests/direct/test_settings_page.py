"""The settings page of messages."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from messaging.models import MessageSettings
from tests.pages import Page

pytestmark = pytest.mark.django_db

PAGE = "/accounts/settings/messages/"


def test_what_is_chosen_is_kept_and_shown(alice: User, client_of: Callable[[User], Client]) -> None:
    browser = client_of(alice)
    page = Page(browser.get(PAGE))
    switches = [each for each in page.elements if each.attributes.get("role") == "switch"]
    assert all("checked" in each.attributes for each in switches)
    assert len(switches) == 3
    response = browser.post(PAGE, {"messages_from": "following", "shows_read": "on"})
    assert (response.status_code, response["Location"]) == (302, PAGE)
    chosen = MessageSettings.objects.get(user=alice)
    assert (chosen.messages_from, chosen.shows_read) == ("following", True)
    assert (chosen.shows_typing, chosen.shows_presence) == (False, False)
    shown = Page(browser.get(PAGE))
    [option] = [each for each in shown.elements if "selected" in each.attributes]
    assert option["value"] == "following"
    assert "Changes saved." in shown.text


def test_another_choice_is_refused(alice: User, client_of: Callable[[User], Client]) -> None:
    response = client_of(alice).post(PAGE, {"messages_from": "friends"})
    assert response.status_code == 400
    assert not MessageSettings.objects.exists()
