"""A key store as browsers have one, in as much of WebAuthn as our pages use."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256

from tests.factories import PASSWORD

LIST = "/accounts/settings/passkeys/"
ADD, ADD_OPTIONS = f"{LIST}add/", f"{LIST}add/options/"
USE, USE_OPTIONS = "/accounts/login/passkey/", "/accounts/login/passkey/options/"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class KeyStore:
    """One passkey. Its holder may lie about the origin, or skip the user verification."""

    origin: str = "http://testserver"
    host: str = "testserver"
    flags: int = PRESENT | VERIFIED
    # How often it has signed; synchronised passkeys always say zero.
    count: int = 0
    # Of the COSE registry; some are unknown to the server.
    algorithm: int = ES256.ALGORITHM
    user: bytes = b""
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: Any) -> str:
        """`navigator.credentials.create`, with the answer as the script writes it."""
        self.user = unb64(options["publicKey"]["user"]["id"])
        cose: Any = ES256
        key = cose.from_cryptography_key(self.key.public_key())
        public = cbor.encode({**key, 3: self.algorithm})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attestation = {
            "fmt": "none",
            "attStmt": {},
            "authData": self._authenticator_data(self.flags | ATTESTED) + attested,
        }
        client = self._client_data("webauthn.create", options)
        return self._written(clientDataJSON=client, attestationObject=cbor.encode(attestation))

    def get(self, options: Any) -> str:
        """`navigator.credentials.get`."""
        client = self._client_data("webauthn.get", options)
        data = self._authenticator_data(self.flags)
        signed = data + hashlib.sha256(client).digest()
        return self._written(
            clientDataJSON=client,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=self.user,
        )

    def _authenticator_data(self, flags: int) -> bytes:
        return (
            hashlib.sha256(self.host.encode()).digest()
            + bytes([flags])
            + self.count.to_bytes(4, "big")
        )

    def _client_data(self, kind: str, options: Any) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _written(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "response": {name: b64(value) for name, value in response.items()},
                "clientExtensionResults": {},
            }
        )


def add_passkey(browser: Client, store: KeyStore, name: str = "Phone", **more: str) -> Any:
    options = browser.post(ADD_OPTIONS, {"password": PASSWORD})
    assert options.status_code == 200, options.content
    credential = store.create(options.json())
    return browser.post(ADD, {"name": name, "credential": credential, **more})


def use_passkey(browser: Client, store: KeyStore, **more: str) -> Any:
    options = browser.post(USE_OPTIONS).json()
    return browser.post(USE, {"credential": store.get(options), **more})
