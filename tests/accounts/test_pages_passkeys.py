"""Passkeys in a browser: added, used, renamed and removed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.limits import PASSKEY_CHALLENGES
from accounts.models import Passkey, Session, User
from accounts.services import passkeys as service
from accounts.services import suspend_user
from accounts.services.sessions import start_session
from tests.accounts.key_store import (
    ADD,
    ADD_OPTIONS,
    LIST,
    PRESENT,
    USE,
    USE_OPTIONS,
    KeyStore,
    add_passkey,
    use_passkey,
)
from tests.accounts.mails import subjects_to
from tests.accounts.otp import switch_on
from tests.accounts.pages import (
    EXTERNAL_URLS,
    LOGIN,
    SECOND,
    WRONG,
    errors_of,
    log_in,
    logged_in_username,
)
from tests.factories import PASSWORD
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
REFUSED = {"__all__": ["That passkey did not work. Please try again."]}


@pytest.fixture
def store(alice: User, client_of: ClientOf) -> KeyStore:
    """alice's phone, with a passkey."""
    store = KeyStore()
    assert add_passkey(client_of(alice), store)["Location"] == LIST
    return store


def test_a_passkey_is_added_and_logs_in(
    alice: User, client_of: ClientOf, deliver: Callable[[], None], mailoutbox: list[Any]
) -> None:
    browser, store = client_of(alice), KeyStore()
    app = start_session(user=alice).session
    assert add_passkey(browser, store)["Location"] == LIST
    assert "Phone" in Page(browser.get(LIST)).text
    assert "Not used yet" in Page(browser.get(LIST)).text
    # Any other session may be a thief's.
    assert logged_in_username(browser) == "alice"
    app.refresh_from_db()
    assert app.revoked_at
    deliver()
    assert subjects_to(mailoutbox, "alice@example.org") == [
        "The ways to log in to your account have changed"
    ]

    fresh = Client()
    assert use_passkey(fresh, store, next="/create")["Location"] == "/create"
    assert logged_in_username(fresh) == "alice"
    assert "Last used" in Page(browser.get(LIST)).text


def test_a_passkey_counts_as_both_factors(alice: User, store: KeyStore) -> None:
    switch_on(alice)
    assert log_in()["Location"] == SECOND
    browser = Client()
    assert use_passkey(browser, store)["Location"] == "/"
    assert logged_in_username(browser) == "alice"


def test_a_password_after_a_passkey_needs_the_second_factor(alice: User, store: KeyStore) -> None:
    """Where the passkey's session was ended from afar: its cookie is still there."""
    browser = Client()
    use_passkey(browser, store)
    switch_on(alice)
    assert logged_in_username(browser) is None
    assert log_in(browser=browser)["Location"] == SECOND


def test_passkey_options_name_the_owner_and_the_site(alice: User, client_of: ClientOf) -> None:
    made = client_of(alice).post(ADD_OPTIONS, {"password": PASSWORD})
    assert made["Cache-Control"] == "private, no-store"
    options = made.json()["publicKey"]
    assert options["rp"]["id"] == "testserver"
    assert options["user"]["name"] == "alice"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    used = Client().post(USE_OPTIONS).json()["publicKey"]
    assert used["userVerification"] == "required"
    assert used["rpId"] == "testserver"
    assert not used.get("allowCredentials")


def test_a_key_that_did_not_make_sure_of_its_owner_is_refused(
    alice: User, client_of: ClientOf, store: KeyStore
) -> None:
    assert errors_of(add_passkey(client_of(alice), KeyStore(flags=PRESENT))) == REFUSED
    store.flags = PRESENT
    browser = Client()
    assert errors_of(use_passkey(browser, store)) == REFUSED
    assert logged_in_username(browser) is None
    assert Passkey.objects.count() == 1


@pytest.mark.parametrize(
    "origin",
    ["https://testserver", "http://testserver:8000", "http://evil.testserver",
     "https://evil.example", "http://testserver.evil.example", "", "null"],
)  # fmt: skip
def test_a_credential_for_another_site_is_refused(
    alice: User, client_of: ClientOf, store: KeyStore, origin: str
) -> None:
    assert errors_of(add_passkey(client_of(alice), KeyStore(origin=origin))) == REFUSED
    store.origin = origin
    assert errors_of(use_passkey(Client(), store)) == REFUSED
    store.origin, store.host = "http://testserver", "evil.example"
    assert errors_of(use_passkey(Client(), store)) == REFUSED


def test_a_forged_signature_is_refused(store: KeyStore) -> None:
    forged = KeyStore(user=store.user, id=store.id)
    assert errors_of(use_passkey(Client(), forged)) == REFUSED


def test_a_key_that_names_another_user_is_refused(
    bob: User, client_of: ClientOf, store: KeyStore
) -> None:
    add_passkey(client_of(bob), KeyStore())
    store.user = bob.pk.bytes
    assert errors_of(use_passkey(Client(), store)) == REFUSED


def test_a_response_is_valid_once_and_in_one_browser(store: KeyStore) -> None:
    browser, thief = Client(), Client()
    credential = store.get(browser.post(USE_OPTIONS).json())
    assert errors_of(thief.post(USE, {"credential": credential})) == REFUSED
    assert browser.post(USE, {"credential": credential}).status_code == 302
    browser.post("/accounts/logout/")
    assert errors_of(browser.post(USE, {"credential": credential})) == REFUSED


@pytest.mark.usefixtures("limited")
def test_challenges_are_limited_as_each_is_a_session() -> None:
    options = "/accounts/login/passkey/options/"
    statuses = [Client().post(options).status_code for _ in range(PASSKEY_CHALLENGES.amount + 1)]
    assert statuses == [200] * PASSKEY_CHALLENGES.amount + [429]


def test_a_wrong_passkey_response_uses_the_challenge_up(store: KeyStore) -> None:
    browser = Client()
    options = browser.post(USE_OPTIONS).json()
    assert browser.post(USE, {"credential": "{}"}).status_code == 400
    assert errors_of(browser.post(USE, {"credential": store.get(options)})) == REFUSED


def test_a_challenge_is_good_for_some_minutes(
    store: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Client()
    options = browser.post(USE_OPTIONS).json()
    monkeypatch.setattr(service, "LIFETIME", -1)
    assert errors_of(browser.post(USE, {"credential": store.get(options)})) == REFUSED


def test_a_challenge_is_valid_for_its_user_and_purpose_only(alice: User, bob: User) -> None:
    site, store = service.Site("http://testserver"), KeyStore()
    challenge = service.begin_adding(user=alice, password=PASSWORD, site=site)
    other = service.begin_passkey_login(site=site)
    made = store.create(challenge.options)
    given: dict[str, Any] = {"name": "x", "credential": made, "site": site, "session": None}
    for user, state in [(bob, challenge.state), (alice, other.state), (alice, None)]:
        with pytest.raises(service.PasskeyRefusedError):
            service.add_passkey(user=user, state=state, **given)
    service.add_passkey(user=alice, state=challenge.state, **given)
    with pytest.raises(service.PasskeyRefusedError):
        service.verify_passkey(
            credential=store.get(challenge.options), state=challenge.state, site=site
        )


def test_a_response_to_another_challenge_is_refused(
    alice: User, client_of: ClientOf, store: KeyStore
) -> None:
    browser = client_of(alice)
    options = browser.post(ADD_OPTIONS, {"password": PASSWORD}).json()
    assert errors_of(browser.post(ADD, {"name": "x", "credential": store.get(options)})) == REFUSED
    visitor = Client()
    challenge = visitor.post(USE_OPTIONS).json()["publicKey"]["challenge"]
    options["publicKey"]["challenge"] = challenge
    made = KeyStore().create(options)
    assert errors_of(visitor.post(USE, {"credential": made})) == REFUSED


@pytest.mark.parametrize(
    "junk",
    ["x", "[]", "{}", "null", "1", "[" * 9000, '{"rawId": 1}', '"' * 50_000,
     json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
     json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {},
                 "response": {"clientDataJSON": "AA", "attestationObject": "AA",
                              "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}})],
)  # fmt: skip
def test_an_invalid_credential_is_refused(alice: User, client_of: ClientOf, junk: str) -> None:
    visitor, browser = Client(), client_of(alice)
    visitor.post(USE_OPTIONS)
    assert errors_of(visitor.post(USE, {"credential": junk})) == REFUSED
    browser.post(ADD_OPTIONS, {"password": PASSWORD})
    given = {"name": "x", "credential": junk}
    assert errors_of(browser.post(ADD, given)) == REFUSED


def test_parts_of_a_credential_that_are_broken_are_refused(
    alice: User, client_of: ClientOf, store: KeyStore
) -> None:
    browser = Client()
    whole = json.loads(store.get(browser.post(USE_OPTIONS).json()))
    for part, value in whole["response"].items():
        broken_ones: list[Any] = ["", value[:10], "é", None, 7, [], {}]
        for broken in broken_ones:
            browser.post(USE_OPTIONS)
            response = {**whole["response"], part: broken}
            given = {"credential": json.dumps({**whole, "response": response})}
            assert errors_of(browser.post(USE, given)) == REFUSED


def test_without_a_challenge_no_response_is_accepted(store: KeyStore) -> None:
    made_up = {"publicKey": {"challenge": "AAAAAAAAAAAAAAAAAAAAAA"}}
    assert errors_of(Client().post(USE, {"credential": store.get(made_up)})) == REFUSED


def test_suspended_users_cannot_log_in(alice: User, store: KeyStore) -> None:
    suspend_user(user=alice)
    browser = Client()
    assert errors_of(use_passkey(browser, store)) == REFUSED
    assert logged_in_username(browser) is None


@pytest.mark.parametrize("evil", EXTERNAL_URLS)
def test_next_leads_nowhere_else(store: KeyStore, evil: str) -> None:
    assert use_passkey(Client(), store, next=evil)["Location"] == "/"


def test_the_password_is_required_first(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    for password, message in [
        (WRONG, "That is not your password."),
        ("", "This field is required."),
    ]:
        response = browser.post(ADD_OPTIONS, {"password": password})
        assert (response.status_code, response.json()) == (400, {"detail": message})
    made = KeyStore().create(browser.post(ADD_OPTIONS, {"password": PASSWORD}).json())
    other = client_of(alice)
    assert errors_of(other.post(ADD, {"name": "x", "credential": made})) == REFUSED
    assert not Passkey.objects.exists()


def test_a_passkey_is_renamed_with_the_password(
    alice: User, client_of: ClientOf, store: KeyStore
) -> None:
    browser = client_of(alice)
    page = f"{LIST}{Passkey.objects.get().pk}/rename/"
    assert Page(browser.get(page)).one("input", name="name")["value"] == "Phone"
    wrong = browser.post(page, {"name": "Tablet", "password": WRONG})
    assert errors_of(wrong) == {"password": ["That is not your password."]}
    assert Page(wrong, status=400).one("input", name="name")["value"] == "Tablet"
    assert list(errors_of(browser.post(page, {"name": "", "password": PASSWORD}))) == ["name"]
    assert browser.post(page, {"name": "<b>Tab</b>", "password": PASSWORD})["Location"] == LIST
    assert "<b>Tab</b>" in Page(browser.get(LIST)).text
    assert use_passkey(Client(), store).status_code == 302


def test_a_passkey_is_removed_with_the_password_and_all_others_are_logged_out(
    alice: User,
    client_of: ClientOf,
    store: KeyStore,
    deliver: Callable[[], None],
    mailoutbox: list[Any],
) -> None:
    browser, other = client_of(alice), client_of(alice)
    deliver()
    mailoutbox.clear()
    page = f"{LIST}{Passkey.objects.get().pk}/remove/"
    assert errors_of(browser.post(page, {"password": WRONG})) == {
        "password": ["That is not your password."]
    }
    assert Passkey.objects.exists()
    assert browser.post(page, {"password": PASSWORD})["Location"] == LIST
    assert not Passkey.objects.exists()
    assert logged_in_username(browser) == "alice"
    assert logged_in_username(other) is None
    assert errors_of(use_passkey(Client(), store)) == REFUSED
    deliver()
    assert "A passkey was removed." in mailoutbox[-1].body


def test_another_users_passkey_is_a_404(bob: User, client_of: ClientOf, store: KeyStore) -> None:
    number = Passkey.objects.get().pk
    for step in ("rename", "remove"):
        page = f"{LIST}{number}/{step}/"
        given = {"name": "Mine", "password": PASSWORD}
        assert client_of(bob).get(page).status_code == 404
        assert client_of(bob).post(page, given).status_code == 404
    assert str(Passkey.objects.get()) == "Phone"
    assert client_of(bob).get(f"{LIST}{10**30}/remove/").status_code == 404


def test_their_number_is_limited(
    alice: User, client_of: ClientOf, store: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = client_of(alice)
    options = browser.post(ADD_OPTIONS, {"password": PASSWORD}).json()
    monkeypatch.setattr(service, "MAX_PASSKEYS", 1)
    assert browser.post(ADD_OPTIONS, {"password": PASSWORD}).status_code == 409
    refused = browser.post(ADD, {"name": "x", "credential": KeyStore().create(options)})
    assert "reached the maximum number of passkeys" in Page(refused, status=409).text


def test_the_offer_after_signing_up_can_be_skipped_and_ends_with_the_first_passkey(
    alice: User, client_of: ClientOf
) -> None:
    browser, offer = client_of(alice), "/accounts/signup/passkey/"
    page = Page(browser.get(offer, {"next": "/create"}))
    assert page.one("a", href="/create").text == "Not now"
    assert add_passkey(browser, KeyStore(), next="/create")["Location"] == "/create"
    assert browser.get(offer, {"next": "/create"})["Location"] == "/create"


def test_the_page_is_the_same_work_for_one_and_for_many(
    alice: User, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    browser = client_of(alice)
    for number in range(3):
        if number:
            add_passkey(browser, KeyStore(), f"Key {number}")
        browser.get(LIST)
        # The session with its person, the passkeys, the badge of unread conversations.
        with django_assert_num_queries(3):
            browser.get(LIST)
    assert Session.objects.filter(revoked_at=None).count() == 1


def test_the_login_page_has_the_passkey_urls() -> None:
    page = Page(Client().get(LOGIN))
    assert page.one("passkey-form")["options"] == USE_OPTIONS
    assert len(page.all("form", action=USE)) == 1


def test_a_copied_key_is_refused_where_its_device_counts(alice: User, client_of: ClientOf) -> None:
    """The count of a copy falls behind that of the device, or the other way round."""
    store = KeyStore(count=7)
    add_passkey(client_of(alice), store)
    for count in (8, 20):
        store.count = count
        assert use_passkey(Client(), store).status_code == 302
    for count in (20, 9, 0):
        store.count = count
        assert errors_of(use_passkey(Client(), store)) == REFUSED
    store.count = 21
    assert use_passkey(Client(), store).status_code == 302


@pytest.mark.parametrize("algorithm", [-999, -65535])
def test_a_key_of_an_unknown_algorithm_is_refused(
    algorithm: int, alice: User, client_of: ClientOf
) -> None:
    """Stored, it would fail at every login."""
    response = add_passkey(client_of(alice), KeyStore(algorithm=algorithm))
    assert errors_of(response) == REFUSED
    assert not Passkey.objects.exists()
