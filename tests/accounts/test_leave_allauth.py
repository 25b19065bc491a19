"""Second factors that were kept in django-allauth's tables work on in our own."""

import hmac
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from accounts.auth.encryption import encrypt
from accounts.models import RecoveryCode, User
from tests.accounts.key_store import KeyStore, add_passkey, use_passkey
from tests.accounts.otp import code_of, switch_on
from tests.accounts.pages import SECOND, log_in, logged_in_username

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = "0005_second_factors"


def migrate_back() -> Any:
    return MigrationExecutor(connection).migrate([("accounts", BEFORE)]).apps


def migrate_forward() -> None:
    """To the newest, of all apps: other tests use this database."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def _migrated_again(transactional_db: None) -> Iterator[None]:
    """Before the tables are emptied, which knows of the present ones only."""
    yield
    migrate_forward()


@pytest.mark.usefixtures("_migrated_again")
def test_app_and_passkeys_go_back_and_forth(
    alice: User, client_of: Callable[[User], Client]
) -> None:
    store = KeyStore(count=3)
    add_passkey(client_of(alice), store)
    secret, _codes = switch_on(alice)
    migrate_back()
    with connection.cursor() as cursor:
        cursor.execute("SELECT type FROM mfa_authenticator ORDER BY type")
        assert cursor.fetchall() == [("totp",), ("webauthn",)]
    migrate_forward()
    assert not [name for name in tables() if name.startswith(("mfa_", "account_"))]
    browser = Client()
    log_in(browser=browser)
    assert browser.post(SECOND, {"code": code_of(secret)})["Location"] == "/"
    store.count = 4
    fresh = Client()
    assert use_passkey(fresh, store)["Location"] == "/"
    assert logged_in_username(fresh) == "alice"


@pytest.mark.usefixtures("_migrated_again")
def test_recovery_codes_that_are_left_work_once(alice: User) -> None:
    switch_on(alice)
    old = migrate_back()
    assert old.get_model("accounts", "RecoveryCode").objects.count() == 0
    seed = "0123456789abcdef" * 5
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mfa_authenticator (type, data, created_at, user_id) "
            "VALUES ('recovery_codes', jsonb_build_object('seed', %s::text, 'used_mask', 5), "
            "now(), %s)",
            [encrypt(seed), alice.pk],
        )
    migrate_forward()
    assert RecoveryCode.objects.filter(user=alice).count() == 8
    codes = codes_of(seed)
    for used in (codes[0], codes[2]):
        assert lets_in(used) is False
    assert lets_in(codes[1]) is True
    assert lets_in(codes[1]) is False
    assert lets_in(codes[9]) is True


def lets_in(code: str) -> bool:
    browser = Client()
    log_in(browser=browser)
    browser.post(SECOND, {"code": code})
    return logged_in_username(browser) == "alice"


def tables() -> list[str]:
    return connection.introspection.table_names()


def codes_of(seed: str) -> list[str]:
    """Ten of eight digits, each from the running HMAC of the seed."""
    running, codes = hmac.new(seed.encode(), digestmod="sha1"), []
    for number in range(10):
        running.update(f"{number:3},".encode())
        codes.append(str(int.from_bytes(running.digest()[:4], "big") % 10**8).zfill(8))
    return codes
