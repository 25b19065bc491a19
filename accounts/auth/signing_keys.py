"""The keys of access tokens: one signs, and others are accepted during a rotation.

To rotate the key without logging anyone out: add the new one to JWT_ACCEPTED_KEYS on every
server, then make it JWT_SIGNING_KEY with the old one accepted, and drop that after 15 minutes.
"""

import hashlib
from typing import Any

import jwt
from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError

ALGORITHM = "HS256"


def key_id(key: str) -> str:
    """The `kid` of a key: identifies it, and reveals nothing of it."""
    return hashlib.sha256(f"kid:{key}".encode()).hexdigest()[:12]


class KeySet(TokenBackend):
    """Signs with the one key and says which it was; reads with whichever was named.

    The algorithm is ours and never the token's; a `kid` is looked up among our own and nowhere
    else, neither file nor URL. A token must be issued by this site, for its API.
    """

    def __init__(self) -> None:
        super().__init__(
            ALGORITHM,
            settings.JWT_SIGNING_KEY,
            audience=f"{settings.SITE_URL}/api/v1",
            issuer=settings.SITE_URL,
        )
        accepted = [settings.JWT_SIGNING_KEY, *settings.JWT_ACCEPTED_KEYS]
        self.keys = {key_id(key): key for key in accepted}

    def encode(self, payload: dict[str, Any]) -> str:
        headers = {"kid": key_id(settings.JWT_SIGNING_KEY)}
        claims = {**payload, "iss": self.issuer, "aud": self.audience}
        return jwt.encode(claims, settings.JWT_SIGNING_KEY, ALGORITHM, headers)

    def get_verifying_key(self, token: Any) -> Any:
        try:
            named = jwt.get_unverified_header(token).get("kid")
        except jwt.InvalidTokenError as error:
            raise TokenBackendError("The token cannot be read.") from error
        if not isinstance(named, str) or named not in self.keys:
            raise TokenBackendError("No key of ours.")
        return self.keys[named]
