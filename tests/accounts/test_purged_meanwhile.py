"""A worker that finds gone what it was about to write for: there is nothing left to do."""

from typing import Any

import psycopg
import pytest
from django.db import connection

from accounts.models import MailedCode, MailRequest, User
from accounts.services.mail_requests import request_login_code
from core.models import OutboxEntry, OutgoingMail
from tests.outbox import deliver_due

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_login_code_for_an_account_that_is_purged_meanwhile_is_no_error(alice: User) -> None:
    request_login_code(login="alice")

    def purge_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('DELETE FROM "mail_requests"'):
            with psycopg.connect(**connection.get_connection_params()) as purge:
                purge.execute("DELETE FROM users WHERE id = %s", [alice.pk])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(purge_first):
        deliver_due()
    assert not User.objects.exists()
    assert not OutboxEntry.objects.exists()
    for model in (MailRequest, MailedCode, OutgoingMail):
        assert not model._default_manager.exists()
