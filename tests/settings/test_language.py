"""The language of a page: the account's, the browser's cookie, the browser's header."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import translation
from rest_framework.test import APIClient

from accounts.models import User
from tests.factories import PASSWORD
from tests.pages import Page
from tests.posts.files import photograph
from tests.responses import error_of
from tests.settings.forms import DELETE, LANGUAGE, ME, PROFILE, SURE, profile, reread

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
CODES = [code for code, _name in settings.LANGUAGES]
DIRECTION = {code: "rtl" if code == "ar" else "ltr" for code in CODES}


def language_of(response: Any) -> str:
    """Of a page and its header alike."""
    html = Page(response).one("html")
    assert html["lang"] == response["Content-Language"]
    assert html["dir"] == DIRECTION[html["lang"]]
    return html["lang"]


@pytest.mark.parametrize("code", CODES)
def test_a_browser_gets_the_language_it_prefers(code: str, client: Client) -> None:
    response = client.get("/", headers={"Accept-Language": f"{code}-XX, en;q=0.5"})
    assert language_of(response) == code
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("wanted", ["", "tlh", "*", "de" * 5_000, "../../etc", "\N{SNOWMAN}"])
def test_an_unsupported_language_is_english(wanted: str, client: Client) -> None:
    assert language_of(client.get("/", headers={"Accept-Language": wanted})) == "en"


@pytest.mark.parametrize("code", CODES)
def test_a_visitors_choice_overrides_the_browsers_language(code: str, client: Client) -> None:
    response = client.post(LANGUAGE, {"language": code, "next": "/accounts/login/"})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    assert language_of(client.get("/", headers={"Accept-Language": "es"})) == code
    pressed = Page(client.get(LANGUAGE)).all("button", name="language", aria_pressed="true")
    assert [button["value"] for button in pressed] == [code]


def test_the_accounts_language_overrides_the_browsers(alice: User, client_of: ClientOf) -> None:
    client = client_of(alice)
    client.post(LANGUAGE, {"language": "es"})
    assert reread(alice).language == "es"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert language_of(client.get("/", headers={"Accept-Language": "ar"})) == "es"
    assert language_of(client_of(alice).get("/")) == "es"


def test_after_logging_out_the_browser_speaks_on_in_the_same_language(
    alice: User, client_of: ClientOf
) -> None:
    client = client_of(alice)
    client.post(LANGUAGE, {"language": "de"})
    client.post("/accounts/logout/")
    assert language_of(client.get("/")) == "de"


@pytest.mark.parametrize("code", ["", "tlh", "EN", "de\x00", "<script>", "x" * 10_000])
def test_an_unknown_language_is_refused(code: str, alice: User, client_of: ClientOf) -> None:
    client = client_of(alice)
    before = reread(alice).language
    Page(client.post(LANGUAGE, {"language": code}), status=400)
    assert reread(alice).language == before
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("place", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_the_return_url_stays_on_this_site(place: str, client: Client) -> None:
    response = client.post(LANGUAGE, {"language": "de", "next": place})
    assert response["Location"] == LANGUAGE
    page = Page(client.get(LANGUAGE, {"next": place}))
    assert "evil" not in page.source


def test_each_language_is_called_by_its_own_name(client: Client) -> None:
    """A user who cannot read the page can change its language."""
    client.post(LANGUAGE, {"language": "ar"})
    page = Page(client.get(LANGUAGE))
    names = {button["lang"]: button.text.strip() for button in page.all("button", name="language")}
    assert names == {"en": "English", "de": "Deutsch", "es": "Español", "ar": "العربية"}


def test_sign_up_keeps_the_visitors_language(client: Client) -> None:
    given = {"username": "grace", "email": "grace@example.org", "password": PASSWORD}
    header = {"Accept-Language": "de"}
    assert client.post("/accounts/signup/", given, headers=header).status_code == 302
    given = {"username": "hedy", "email": "hedy@example.org", "password": PASSWORD}
    response = APIClient().post("/api/v1/auth/register", given, format="json", headers=header)
    assert response.status_code == 201
    assert list(User.objects.values_list("language", flat=True)) == ["de", "de"]


def test_the_api_responds_in_the_language_of_its_user(alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    api.patch(ME, {"language": "es"}, format="json")
    response = api.get("/api/v1/users/nobody", headers={"Accept-Language": "de"})
    assert error_of(response, 404)
    assert response["Content-Language"] == "es"
    anonymous = APIClient().get("/api/v1/users/nobody", headers={"Accept-Language": "de"})
    assert anonymous["Content-Language"] == "de"


def test_mails_use_it_too(alice: User, client_of: ClientOf, deliver: Callable[[], None]) -> None:
    client = client_of(alice)
    client.post(LANGUAGE, {"language": "ar"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert client.post(DELETE, SURE).status_code == 302
    deliver()
    [sent] = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    [(html, _kind)] = sent.alternatives
    assert '<html lang="ar" dir="rtl"' in str(html)


def test_no_language_leaks_into_the_next_request(alice: User, client_of: ClientOf) -> None:
    """Threads serve one request after the other."""
    client = client_of(alice)
    client.post(LANGUAGE, {"language": "ar"})
    client.get("/")
    assert language_of(Client().get("/")) == "en"
    assert translation.get_language() == "en"


def test_a_placeholder_avatar_needs_no_user_and_no_query(
    alice: User, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    client = client_of(alice)
    client.post(PROFILE, profile(avatar=photograph()))
    picture = f"/media/{reread(alice).avatar}"
    with django_assert_num_queries(0):
        assert client.get(picture).status_code == 200
