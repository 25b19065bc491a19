"""Pictures by their keys, to those who may see them."""

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.auth.api_authentication import AccessTokenAuthentication
from core.errors import NotFoundError
from core.media.formats import RenditionFormat
from core.media.links import LINK_PARAMS, verify_link
from core.media.store import KEY_PATTERN
from posts.models.post import Viewer
from posts.selectors.files import can_see_renditions, find_link_viewer

TYPES = {form.extension: form.mime for form in RenditionFormat}
PLAIN = "text/plain; charset=utf-8"
# A key never changes its content. What somebody may see, their own browser may keep; whatever
# stands between must ask again, for the next one may not.
FOR_ALL = "public, max-age=31536000, immutable"
FOR_ONE = "private, max-age=31536000, immutable"


@require_safe
def media_file(request: HttpRequest, key: str) -> HttpResponse:
    """A portrait, or a rendition of a photograph that the asker may see."""
    try:
        return _answer(request, key)
    except NotFoundError as error:
        # Bare and unkept: the same for what is not there as for what is not theirs to see.
        headers = {"Cache-Control": "no-store"}
        return HttpResponse(str(error), status=404, content_type=PLAIN, headers=headers)


def _answer(request: HttpRequest, key: str) -> HttpResponse:
    named = KEY_PATTERN.fullmatch(key)
    if named is None:
        raise NotFoundError
    is_portrait = named["width"] is None
    kept = FOR_ALL if is_portrait else _permitted(request, named["base"])
    response = HttpResponse(_content(key), content_type=TYPES[named["extension"]])
    response["Cache-Control"] = kept
    if not is_portrait:
        patch_vary_headers(response, ("Authorization", "Cookie"))
    return response


def _permitted(request: HttpRequest, folder: str) -> str:
    """For how long the asker may keep a rendition. Raises NotFoundError where they may not see it.

    A link is taken at its word: one that is no good is not saved by a cookie beside it.
    """
    if LINK_PARAMS.isdisjoint(request.GET):
        viewer, kept = _asker(request), FOR_ONE
    else:
        viewer, kept = _reader(request, folder)
    if not can_see_renditions(viewer=viewer, folder=folder):
        raise NotFoundError
    return kept


def _asker(request: HttpRequest) -> Viewer:
    """The bearer of an app's token, else the browser's session."""
    try:
        known = AccessTokenAuthentication().authenticate(Request(request))
    except AuthenticationFailed:
        return AnonymousUser()
    return known[0] if known else request.user


def _reader(request: HttpRequest, folder: str) -> tuple[Viewer, str]:
    """Whom the link is for, who may keep what it opens for as long as it does."""
    link = verify_link(request.GET, base=folder)
    reader = find_link_viewer(user_id=link.viewer_id) if link else None
    if link is None or reader is None:
        raise NotFoundError
    return reader, f"private, max-age={link.seconds}"


def _content(key: str) -> bytes:
    """At most a few hundred kilobytes, so streaming would only cost more."""
    try:
        with storages["media"].open(key) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise NotFoundError from error
    return content
