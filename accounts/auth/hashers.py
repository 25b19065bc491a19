"""Password hashes: bcrypt, at a cost of about 250 ms on the site's machines."""

from math import log2
from time import perf_counter

from django.conf import settings
from django.contrib.auth.hashers import BCryptSHA256PasswordHasher

from accounts.validation.passwords import normalise
from core.db.transactions import release_connection
from core.limits.concurrency import ConcurrencyLimit

# Long enough to spoil guessing, short enough to wait for.
TARGET_SECONDS = 0.25
# Never cheaper than a slow machine's, never so costly that a login is an outage.
MIN_ROUNDS, MAX_ROUNDS = 10, 16
# bcrypt works on a core of its own: without a limit many logins would take all of them.
HASHING = ConcurrencyLimit(
    at_once=settings.HASHES_AT_ONCE,
    waiting=settings.HASHES_WAITING_MAX,
    seconds=settings.WAIT_SECONDS,
)


class BCryptHasher(BCryptSHA256PasswordHasher):
    """bcrypt over SHA-256 of the normalised password, so that nothing of a long one is cut off at
    72 bytes.

    A wrong password for a hash of an older, lower cost takes as long as one for an unknown user:
    Django makes up the difference (`harden_runtime`). It cannot for a higher one, so costs only
    rise.
    """

    algorithm = "bcrypt_sha256_nfkc"
    rounds = settings.BCRYPT_ROUNDS

    def encode(self, password: str, salt: str) -> str:
        """Hash without holding a database connection.

        Raises RuntimeError inside a transaction, and UnavailableError if too many hash at once.
        """
        return self._hash(normalise(password), salt)

    def _hash(self, password: str, salt: str) -> str:
        release_connection()
        with HASHING.turn():
            return super().encode(password, salt)


class AsTypedBCryptHasher(BCryptHasher):
    """For hashes from before passwords were normalised: the next login renews them.

    The name in a hash says how to compare it: in one way, at the cost of one hash, whatever the
    password. To try both ways would take longer for users that exist.
    """

    algorithm = "bcrypt_sha256"

    def encode(self, password: str, salt: str) -> str:
        return self._hash(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Django makes up for a lower cost only where the algorithm stayed the same."""
        is_correct = super().verify(password, encoded)
        if not is_correct and self.must_update(encoded):
            self.harden_runtime(password, encoded)
        return is_correct


def hash_seconds(rounds: int, *, tries: int = 5) -> float:
    """Seconds that a hash takes on this machine: the fastest of some tries."""
    hasher = BCryptHasher()
    hasher.rounds = rounds
    return min(_seconds_of_one(hasher) for _ in range(tries))


def rounds_for(seconds: float) -> int:
    """The cost nearest to a quarter of a second, where one of MIN_ROUNDS takes `seconds`.

    Each round more doubles it.
    """
    return max(MIN_ROUNDS, min(MAX_ROUNDS, MIN_ROUNDS + round(log2(TARGET_SECONDS / seconds))))


def _seconds_of_one(hasher: BCryptHasher) -> float:
    salt = hasher.salt()
    began = perf_counter()
    hasher.encode("a password of some length", salt)
    return perf_counter() - began
