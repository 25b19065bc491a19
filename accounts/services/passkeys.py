"""Passkeys (WebAuthn): keys in a phone, a computer or a stick, good for one site alone.

A key is used only after its device has made sure of its owner, so it shows both factors at once.
Kept in django-allauth's table, in its form; the arithmetic is fido2's. A challenge is good once,
for a few minutes, and for what it was made for: the caller keeps its `state` in between, with the
browser that is to answer.
"""

import json
import struct
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.models import Session, User
from accounts.selectors import passkeys_of
from accounts.services.credentials import reauthenticate
from accounts.services.security_mail import queue_second_factor_mail
from accounts.services.sessions import end_sessions
from core.errors import ConflictError, DomainError

LIFETIME = 5 * 60
# More than anybody needs; each one more is looked through at every sign-in.
MAX_PASSKEYS = 20
CREDENTIAL_MAX_LENGTH = 20_000
# What fido2 raises for what is no credential, or a wrong one.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, struct.error)

State = dict[str, Any]


class PasskeyRefusedError(DomainError):
    code = "passkey_refused"
    detail = _("That passkey did not work. Please try again.")


class TooManyPasskeysError(ConflictError):
    code = "too_many_passkeys"
    detail = _("You have reached the maximum number of passkeys. Remove one first.")


@dataclass(frozen=True)
class Site:
    """Where a passkey is good: the origin as the browser writes it, such as https://x.example."""

    origin: str

    def server(self) -> Fido2Server:
        host = urlsplit(self.origin).hostname or ""
        rp = PublicKeyCredentialRpEntity(name="InstaPro", id=host)
        # Exactly here; not on another port, nor on a neighbour below the same domain.
        return Fido2Server(rp, verify_origin=lambda origin: origin == self.origin)


@dataclass(frozen=True)
class Challenge:
    """`options` is for the browser's `navigator.credentials`, as JSON."""

    options: dict[str, Any]
    state: State


def begin_adding(*, user: User, password: str, site: Site) -> Challenge:
    """Raises WrongPasswordError and TooManyPasskeysError."""
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
    return Challenge(dict(options), _dated(state, whose=str(user.pk)))


def add_passkey(
    *,
    user: User,
    name: str,
    credential: str,
    state: State | None,
    site: Site,
    session: Session | None,
) -> Authenticator:
    """Signs out everywhere but in `session`. Raises PasskeyRefusedError, TooManyPasskeysError."""
    given = _parse(credential)
    fresh = _fresh(state, whose=str(user.pk))
    try:
        site.server().register_complete(fresh, given)
    except MALFORMED as error:
        raise PasskeyRefusedError from error
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if len(passkeys_of(viewer=user)) >= MAX_PASSKEYS:
            raise TooManyPasskeysError
        passkey: Authenticator = Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": name, "credential": given},
        )
        end_sessions(user=user, but=session)
        queue_second_factor_mail(user=user, change="passkey_added")
    return passkey


def begin_signing_in(*, site: Site) -> Challenge:
    """For any key of the site: who it is, the key says."""
    options, state = site.server().authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    return Challenge(dict(options), _dated(state))


def verify_passkey(*, credential: str, state: State | None, site: Site) -> Authenticator:
    """The passkey that signed the challenge, with its person. Raises PasskeyRefusedError."""
    given = _parse(credential)
    fresh = _fresh(state)
    try:
        known = _known_to(given)
        used = site.server().authenticate_complete(fresh, list(known.values()), given)
    except MALFORMED as error:
        raise PasskeyRefusedError from error
    passkey = next(each for each, key in known.items() if key == used)
    if not passkey.user.is_active:
        raise PasskeyRefusedError
    Authenticator.objects.filter(pk=passkey.pk).update(last_used_at=timezone.now())
    return passkey


def rename_passkey(*, passkey: Authenticator, name: str, password: str) -> None:
    """Raises WrongPasswordError."""
    reauthenticate(user=passkey.user, password=password)
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])


def remove_passkey(*, passkey: Authenticator, password: str, session: Session | None) -> None:
    """Signs out everywhere but in `session`. Raises WrongPasswordError."""
    user: User = passkey.user
    reauthenticate(user=user, password=password)
    with transaction.atomic():
        removed, _rows = Authenticator.objects.filter(pk=passkey.pk).delete()
        if removed:
            end_sessions(user=user, but=session)
            queue_second_factor_mail(user=user, change="passkey_removed")


def _dated(state: State, *, whose: str = "") -> State:
    return {**state, "whose": whose, "at": time.time()}


def _fresh(state: State | None, *, whose: str = "") -> State:
    if not state or state["whose"] != whose or time.time() - state["at"] > LIFETIME:
        raise PasskeyRefusedError
    return state


def _parse(credential: str) -> dict[str, Any]:
    try:
        given = json.loads(credential[:CREDENTIAL_MAX_LENGTH])
    except (ValueError, RecursionError) as error:
        raise PasskeyRefusedError from error
    if not isinstance(given, dict):
        raise PasskeyRefusedError
    return given


def _known_to(given: dict[str, Any]) -> dict[Authenticator, AttestedCredentialData]:
    """All keys of the person whom the key names. It is believed only once the signature is."""
    handle = AuthenticationResponse.from_dict(given).response.user_handle
    user = User.objects.filter(pk=UUID(bytes=bytes(handle or b""))).first()
    return {each: _credential_of(each) for each in passkeys_of(viewer=user)} if user else {}


def _credential_of(passkey: Authenticator) -> AttestedCredentialData:
    credential: AttestedCredentialData = passkey.wrap().authenticator_data.credential_data
    return credential
