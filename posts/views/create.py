"""The page to create a post: a plain form; the script uploads one photo at a time."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrOrPromise

from accounts.requests import AuthenticatedRequest, login_required
from core.api.errors import error_json, form_errors_json
from core.errors import DomainError, UnavailableError
from core.limits import LimitedError
from core.media.errors import EmptyFileError
from core.web.bodies import accepts_photos
from core.web.error_pages import reads_json
from posts.forms import PostForm
from posts.models import Media, Post
from posts.selectors.media import get_upload, own_uploads
from posts.services.media import discard_media, upload_media
from posts.services.publishing import MAX_MEDIA, publish_post


@dataclass
class UploadResult:
    """The photos of a form: the uploads, and the problems of files that were refused."""

    uploads: list[Media] = field(default_factory=list)
    problems: list[dict[str, StrOrPromise]] = field(default_factory=list)
    status: int = 400
    retry_after: int | None = None

    def note(self, error: DomainError) -> None:
        """A rate limit or an outage decides the status; other problems are shown in the form."""
        if isinstance(error, LimitedError | UnavailableError):
            self.status, self.retry_after = error.status, error.retry_after


@login_required
@accepts_photos(MAX_MEDIA)
@require_http_methods(["GET", "POST"])
def create(request: AuthenticatedRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "posts/create.html", {"form": PostForm(None)})
    result = _collect_uploads(request)
    form = PostForm(request.POST, photos=result.uploads)
    if form.is_valid() and not result.problems:
        ids = [media.pk for media in result.uploads]
        try:
            post = publish_post(author=request.user, media_ids=ids, **form.values)
        except DomainError as error:
            form.add_error(error.attr if error.attr in form.fields else None, str(error))
            result.note(error)
        else:
            return _lead_to(request, post)
    if reads_json(request):
        response: HttpResponse = form_errors_json(form, status=result.status)
    else:
        context = {"form": form, "problems": result.problems}
        response = render(request, "posts/create.html", context, status=result.status)
    if result.retry_after is not None:
        response["Retry-After"] = str(result.retry_after)
    return response


def _lead_to(request: HttpRequest, post: Post) -> HttpResponse:
    """A script goes to the page by itself: it stays in the composer where it has no answer."""
    if reads_json(request):
        return JsonResponse({"url": post.get_absolute_url()}, status=201)
    return redirect(post)


@login_required
@accepts_photos(1)
@require_POST
def create_media(request: AuthenticatedRequest) -> HttpResponse:
    """One photo, uploaded as soon as it is chosen."""
    try:
        file = request.FILES.get("file")
        if file is None:
            raise EmptyFileError
        media = upload_media(owner=request.user, file=file)
    except DomainError as error:
        error.attr = "file"
        return error_json(error)
    discard = reverse("create_media_discard", args=[media.pk])
    size = {"width": media.width, "height": media.height}
    return JsonResponse({"id": str(media.pk), **size, "url": {"discard": discard}}, status=201)


@login_required
@require_POST
def create_media_discard(request: AuthenticatedRequest, media_id: UUID) -> HttpResponse:
    discard_media(media=get_upload(viewer=request.user, media_id=media_id))
    return HttpResponse(status=204)


def _collect_uploads(request: AuthenticatedRequest) -> UploadResult:
    """Store every valid file, so that an invalid one does not lose the others."""
    author = request.user
    result = UploadResult(_previous_uploads(request))
    for file in request.FILES.getlist("media"):
        try:
            result.uploads.append(upload_media(owner=author, file=file))
        except DomainError as error:
            problem = {"name": file.name or "", "detail": error.detail}
            result.problems.append(problem)
            result.note(error)
    return result


def _previous_uploads(request: AuthenticatedRequest) -> list[Media]:
    """Uploads of earlier requests, without those that the form's `remove` discards."""
    author = request.user
    removed = own_uploads(viewer=author, ids=request.POST.getlist("remove"))
    for media in removed:
        discard_media(media=media)
    kept = own_uploads(viewer=author, ids=request.POST.getlist("uploads"))
    return [media for media in kept if media not in removed]
