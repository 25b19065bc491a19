"""Passkeys (WebAuthn): keys in a phone, a computer or a stick, each for one site.

A device signs with a passkey only after it has verified its owner, so a passkey shows both factors
at once. fido2 does the cryptography. A challenge works once, for a few minutes, and for one
purpose: the caller keeps its `state` in the browser's session until the response comes.
"""

import json
import struct
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.models import Passkey, Session, User
from accounts.selectors import passkeys_of
from accounts.services.credentials import reauthenticate
from accounts.services.security_mail import queue_second_factor_mail
from accounts.services.sessions import end_sessions
from core.errors import ConflictError, DomainError
from core.refusals import refused
from core.text.cleaning import clean_line

LIFETIME = 5 * 60
# Every login goes through all passkeys of a user.
MAX_PASSKEYS = 20
CREDENTIAL_MAX_LENGTH = 20_000
# What fido2 raises for a malformed or wrong credential.
MALFORMED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    struct.error,
)

State = dict[str, Any]


class PasskeyRefusedError(DomainError):
    code = "passkey_refused"
    detail = _("That passkey did not work. Please try again.")


class TooManyPasskeysError(ConflictError):
    code = "too_many_passkeys"
    detail = _("You have reached the maximum number of passkeys. Remove one first.")


@dataclass(frozen=True)
class Site:
    """Where a passkey works: the origin as browsers write it, such as https://x.example."""

    origin: str

    def server(self) -> Fido2Server:
        host = urlsplit(self.origin).hostname or ""
        rp = PublicKeyCredentialRpEntity(name=settings.SITE_NAME, id=host)
        # Exactly here: not on another port, nor on another host of the same domain.
        return Fido2Server(rp, verify_origin=lambda origin: origin == self.origin)


@dataclass(frozen=True)
class Challenge:
    """`options` is for the browser's `navigator.credentials`, as JSON."""

    options: dict[str, Any]
    state: State


def begin_adding(*, user: User, password: str, site: Site) -> Challenge:
    """A challenge for a new passkey. Raises WrongPasswordError and TooManyPasskeysError."""
    reauthenticate(user=user, password=password)
    known = passkeys_of(viewer=user)
    if len(known) >= MAX_PASSKEYS:
        raise TooManyPasskeysError
    options, state = site.server().register_begin(
        PublicKeyCredentialUserEntity(id=user.pk.bytes, name=user.username, display_name=user.name),
        credentials=[_credential_of(each) for each in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions={"credProps": True},
    )
    return Challenge(dict(options), _dated(state, user_id=str(user.pk)))


def add_passkey(
    *,
    user: User,
    name: str,
    credential: str,
    state: State | None,
    site: Site,
    session: Session | None,
) -> Passkey:
    """Keep the passkey of the browser's response, and log out everywhere but in `session`.

    Raises PasskeyRefusedError, TooManyPasskeysError, and DomainError for a blank name.
    """
    name = _clean_name(name)
    parsed = _parse(credential)
    state = _fresh(state, user_id=str(user.pk))
    try:
        made = site.server().register_complete(state, parsed)
    except MALFORMED as error:
        raise PasskeyRefusedError from error
    _check_algorithm(made)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if len(passkeys_of(viewer=user)) >= MAX_PASSKEYS:
            raise TooManyPasskeysError
        passkey = Passkey.objects.create(
            user=user,
            name=name,
            credential=bytes(made.credential_data or b""),
            sign_count=made.counter,
        )
        end_sessions(user=user, but=session)
        queue_second_factor_mail(user=user, change="passkey_added")
    return passkey


def begin_passkey_login(*, site: Site) -> Challenge:
    """A challenge for any passkey of the site: the response says whose it is."""
    options, state = site.server().authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    return Challenge(dict(options), _dated(state))


def verify_passkey(*, credential: str, state: State | None, site: Site) -> Passkey:
    """The passkey that signed the challenge, with its user. Raises PasskeyRefusedError."""
    parsed = _parse(credential)
    state = _fresh(state)
    try:
        response = AuthenticationResponse.from_dict(parsed)
        known = _known_to(response)
        used = site.server().authenticate_complete(state, list(known.values()), response)
    except MALFORMED as error:
        raise refused(PasskeyRefusedError()) from error
    passkey = next(each for each, key in known.items() if key == used)
    if not passkey.user.is_active or not _count_use(passkey, response):
        raise refused(PasskeyRefusedError(), user_id=passkey.user.pk)
    return passkey


def rename_passkey(*, passkey: Passkey, name: str, password: str) -> None:
    """Raises WrongPasswordError, and DomainError for a blank name."""
    name = _clean_name(name)
    reauthenticate(user=passkey.user, password=password)
    passkey.name = name
    passkey.save(update_fields=["name"])


def remove_passkey(*, passkey: Passkey, password: str, session: Session | None) -> None:
    """Logs out everywhere but in `session`. Raises WrongPasswordError. Idempotent."""
    user = passkey.user
    reauthenticate(user=user, password=password)
    with transaction.atomic():
        removed, _rows = Passkey.objects.filter(pk=passkey.pk).delete()
        if removed:
            end_sessions(user=user, but=session)
            queue_second_factor_mail(user=user, change="passkey_removed")


def _clean_name(name: str) -> str:
    cleaned = clean_line(name)
    if not cleaned:
        raise DomainError(_("Enter a name."), code="blank", attr="name")
    return cleaned


def _dated(state: State, *, user_id: str = "") -> State:
    return {**state, "user_id": user_id, "at": time.time()}


def _fresh(state: State | None, *, user_id: str = "") -> State:
    if not state or state["user_id"] != user_id or time.time() - state["at"] > LIFETIME:
        raise PasskeyRefusedError
    return state


def _parse(credential: str) -> dict[str, Any]:
    try:
        parsed = json.loads(credential[:CREDENTIAL_MAX_LENGTH])
    except (ValueError, RecursionError) as error:
        raise PasskeyRefusedError from error
    if not isinstance(parsed, dict):
        raise PasskeyRefusedError
    return parsed


def _known_to(response: AuthenticationResponse) -> dict[Passkey, AttestedCredentialData]:
    """All passkeys of the user whom the response names, which only the signature then proves."""
    handle = response.response.user_handle
    user = User.objects.filter(pk=UUID(bytes=bytes(handle or b""))).first()
    return {each: _credential_of(each) for each in passkeys_of(viewer=user)} if user else {}


def _count_use(passkey: Passkey, response: AuthenticationResponse) -> bool:
    """Note the use. False where the key's own count went back: then the key was copied.

    Passkeys that are synchronised between devices do not count, and always say zero.
    """
    count = response.response.authenticator_data.counter
    is_newer = Q(sign_count__lt=count) if count else Q(sign_count=0)
    used = Passkey.objects.filter(is_newer, pk=passkey.pk)
    return bool(used.update(sign_count=count, last_used_at=Now()))


def _credential_of(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))


def _check_algorithm(made: AuthenticatorData) -> None:
    """The library stores a key of any algorithm, and fails when it has to verify one."""
    data = made.credential_data
    if data is None or data.public_key.get(3) not in CoseKey.supported_algorithms():
        raise PasskeyRefusedError
