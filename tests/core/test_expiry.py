"""What expires is deleted by beat's schedule: no table keeps it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session as CookieSession
from django.db.models import Model
from django.utils import timezone

from accounts.models import (
    FormerUsername,
    KnownDevice,
    MailedCode,
    MailRequest,
    PendingTotp,
    Session,
    User,
)
from accounts.services.email_addresses import pending_email
from accounts.services.second_factors import SETUP_TIME
from core.models import Attempts, IdempotentResponse, OutgoingMail
from tests.outbox import run_schedule

pytestmark = pytest.mark.django_db

Purpose = MailedCode.Purpose

# A model with such a field has rows that expire.
EXPIRY_FIELDS = {"expires_at", "expire_date", "until"}

DAY = timedelta(days=1)
MOMENT = timedelta(minutes=1)


def rows(user: User, *, since: timedelta) -> list[Model]:
    """A row of each table whose rows expire, which serve for nothing `since` that time."""
    end = timezone.now() - since
    key = user.username.ljust(32, "x")
    digest = key.encode()
    codes = [
        MailedCode(
            user=user,
            purpose=purpose,
            code_digest=digest,
            token_digest=digest + purpose.encode(),
            expires_at=end,
        )
        for purpose in (Purpose.LOGIN, Purpose.CHANGE_OLD, Purpose.CHANGE_NEW)
    ]
    return [
        Attempts(key=digest, times=[], until=end),
        CookieSession(session_key=key, session_data="", expire_date=end),
        IdempotentResponse(user_id=user.pk, key=key, request=digest, created_at=end - DAY),
        OutgoingMail(recipient=f"{user.username}@example.org", text=key, created_at=end - 7 * DAY),
        FormerUsername(username=f"{user.username}.before", user=user, expires_at=end),
        KnownDevice(user=user, digest=digest, last_seen_at=end - 400 * DAY),
        MailRequest(purpose=MailRequest.Purpose.RESET, login=key, created_at=end - DAY),
        PendingTotp(user=user, secret=key, created_at=end - SETUP_TIME),
        Session(user=user, expires_at=end - 30 * DAY),
        Session(user=user, expires_at=end + 365 * DAY, revoked_at=end - 30 * DAY),
        *codes,
    ]


def test_the_schedule_deletes_what_has_expired_and_nothing_else(alice: User, bob: User) -> None:
    expired, kept = rows(alice, since=MOMENT), rows(bob, since=-MOMENT)
    for row in (*expired, *kept):
        row.save()
    run_schedule()
    assert [row for row in expired if is_there(row)] == []
    assert [row for row in kept if not is_there(row)] == []


def test_no_table_whose_rows_expire_is_forgotten(alice: User) -> None:
    expiring = {
        model
        for model in apps.get_models()
        if EXPIRY_FIELDS & {field.name for field in model._meta.get_fields()}
    }
    assert len(expiring) >= 4
    assert expiring <= {type(row) for row in rows(alice, since=MOMENT)}


def test_an_address_that_waits_for_its_verification_outlives_its_code(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(email=None)
    alice.refresh_from_db()
    MailedCode.objects.create(
        user=alice,
        purpose=Purpose.VERIFY,
        email="alice@example.org",
        code_digest=b"",
        token_digest=b"",
        expires_at=timezone.now() - 30 * DAY,
    )
    run_schedule()
    assert pending_email(user=alice) == "alice@example.org"


def is_there(row: Model) -> bool:
    return type(row)._default_manager.filter(pk=row.pk).exists()
