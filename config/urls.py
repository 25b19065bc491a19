"""Every route of the site. A first segment added here is added to accounts' reserved names."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularSwaggerView

import accounts.urls
import feeds.urls
import messaging.urls
import posts.urls
import social.urls
from accounts.views import auth, staff
from core.api.schema_view import SchemaView
from core.api.views import NotFoundView
from core.web.health import healthz, readyz
from core.web.well_known import robots_txt, security_txt

# Routes are tried in this order, so what is read most often comes first.
api_urlpatterns: list[URLPattern | URLResolver] = [
    *feeds.urls.api_urlpatterns,
    *accounts.urls.api_urlpatterns,
    *social.urls.api_urlpatterns,
    *posts.urls.api_urlpatterns,
    *messaging.urls.api_urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("api/v1/", include(api_urlpatterns)),
    path("readyz", readyz),
    path("robots.txt", robots_txt),
    path(".well-known/security.txt", security_txt),
    # Django's own admin login skips the second factor, and its logout does not end our session.
    path("admin/login/", staff.admin_login),
    path("admin/logout/", auth.logout),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path(
        ".well-known/change-password", RedirectView.as_view(pattern_name="account_change_password")
    ),
    path("accounts/", include(accounts.urls.urlpatterns)),
    path("api/schema", SchemaView.as_view(), name="schema"),
    path("api/docs", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    # Also a path with a line break, which no converter matches.
    re_path(r"^api/", NotFoundView.as_view()),
    *feeds.urls.urlpatterns,
    *messaging.urls.urlpatterns,
    *posts.urls.urlpatterns,
    *social.urls.urlpatterns,
    # Usernames take what nothing above wanted.
    *posts.urls.profile_urlpatterns,
]

handler400 = "core.web.error_pages.bad_request"
handler500 = "core.web.error_pages.server_error"
