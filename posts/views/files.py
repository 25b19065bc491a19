"""Pictures by their keys, to those who may see them."""

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.auth.api_authentication import AccessTokenAuthentication
from core.errors import NotFoundError
from core.media.formats import RenditionFormat
from core.media.links import LINK_PARAMS, verify_link
from core.media.store import KEY_PATTERN
from core.web.files import file_response
from posts.models.post import Viewer
from posts.selectors.files import can_link_viewer_see_renditions, can_see_renditions

TYPES = {form.extension: form.mime for form in RenditionFormat}
PLAIN = "text/plain; charset=utf-8"
# The content of a key never changes. A viewer's browser may keep it; a shared cache may not, since
# the next viewer may not see it. To ask again (`no-cache`) would take nothing back from a browser
# that has the photo, and cost a check of each photo with each page.
PUBLIC = "public, max-age=31536000, immutable"
PRIVATE = "private, max-age=31536000, immutable"


@require_safe
def media_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """An avatar, or a rendition of a photo that the viewer may see."""
    try:
        return _response(request, key)
    except NotFoundError as error:
        # Plain and uncached: the same for absent and for hidden files.
        headers = {"Cache-Control": "no-store"}
        return HttpResponse(str(error), status=404, content_type=PLAIN, headers=headers)


def _response(request: HttpRequest, key: str) -> HttpResponseBase:
    match = KEY_PATTERN.fullmatch(key)
    if match is None:
        raise NotFoundError
    is_avatar = match["width"] is None
    cache_control = PUBLIC if is_avatar else _cache_control(request, match["base"])
    response = _file(request, key, content_type=TYPES[match["extension"]])
    response["Cache-Control"] = cache_control if response.status_code < 400 else "no-store"
    if not is_avatar:
        patch_vary_headers(response, ("Authorization", "Cookie"))
    return response


def _cache_control(request: HttpRequest, folder: str) -> str:
    """The Cache-Control of a rendition. Raises NotFoundError if the viewer may not see it.

    A signed link is checked alone: a cookie beside an invalid one does not help.
    """
    if LINK_PARAMS.isdisjoint(request.GET):
        allowed, cache_control = can_see_renditions(viewer=_viewer(request), folder=folder), PRIVATE
    else:
        allowed, cache_control = _check_link(request, folder)
    if not allowed:
        raise NotFoundError
    return cache_control


def _viewer(request: HttpRequest) -> Viewer:
    """The user of an app's token, else of the browser's session."""
    try:
        known = AccessTokenAuthentication().authenticate(Request(request))
    except AuthenticationFailed:
        return AnonymousUser()
    return known[0] if known else request.user


def _check_link(request: HttpRequest, folder: str) -> tuple[bool, str]:
    """Whether the signed link opens the folder, and the Cache-Control for its lifetime."""
    link = verify_link(request.GET, base=folder)
    if link is None:
        raise NotFoundError
    allowed = can_link_viewer_see_renditions(viewer_id=link.viewer_id, folder=folder)
    return allowed, f"private, max-age={link.seconds}"


def _file(request: HttpRequest, key: str, *, content_type: str) -> HttpResponseBase:
    try:
        return file_response(
            request, storage=storages["media"], name=key, content_type=content_type
        )
    except FileNotFoundError as error:
        raise NotFoundError from error
