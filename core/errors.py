"""The errors of services. Every entry point turns them into its own kind of response."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class DomainError(Exception):
    """A rule of the domain was broken; nothing was written.

    `status` is the HTTP status, `code` is for programs, `detail` a sentence for the user and
    `attr` the name of the field at fault, if there is one.
    """

    status: int = 400
    code: str = "invalid"
    detail: StrOrPromise = _("That isn't possible.")
    # In how many seconds the same request may succeed.
    retry_after: int | None = None

    def __init__(
        self,
        detail: StrOrPromise | None = None,
        *,
        code: str | None = None,
        attr: str | None = None,
    ) -> None:
        self.detail = self.detail if detail is None else detail
        self.code = code or self.code
        self.attr = attr
        super().__init__(self.detail)

    def __str__(self) -> str:
        return str(self.detail)

    @classmethod
    def of_field(cls, attr: str, problem: ValidationError) -> "DomainError":
        """What a validator says of the field `attr`."""
        return cls(problem.messages[0], code=problem.code or "invalid", attr=attr)


class NotFoundError(DomainError):
    """Absent, or not visible to the viewer: responses never differ between the two."""

    status = 404
    code = "not_found"
    detail = _("Not found.")


class ForbiddenError(DomainError):
    status = 403
    code = "permission_denied"
    detail = _("You don't have permission to do that.")


class ConflictError(DomainError):
    status = 409
    code = "conflict"
    detail = _("That conflicts with something that already exists.")


class TooLargeError(DomainError):
    status = 413
    code = "too_large"
    detail = _("That's too large to send at once.")


class UnavailableError(DomainError):
    status = 503
    code = "unavailable"
    retry_after = 5
    detail = _("InstaPro is very busy. Please try again in a moment.")
