"""Logged-in browsers and apps."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.auth import SESSION_KEY as USER_ID
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.auth.access_tokens import access_token
from accounts.auth.session_middleware import SESSION_ID
from accounts.models import Session, User
from accounts.services.sessions import WEB_LIFETIME


def make_session(user: User, kind: Session.Kind = Session.Kind.APP) -> Session:
    """A session that was just started; an app's is without its refresh token."""
    return Session.objects.create(user=user, kind=kind, expires_at=timezone.now() + WEB_LIFETIME)


def access_token_of(user: User) -> str:
    """The access token of an app where the user is logged in."""
    return access_token(make_session(user))


def use_access_token(client: APIClient, user: User) -> None:
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access_token_of(user)}")


def login_cookie(user: User) -> str:
    """The session cookie of a browser of their own where the user is logged in."""
    return _login(user)[0]


def log_in(browser: Client, user: User) -> Session:
    """The rows that every way to log in leaves behind, and their cookie in the browser."""
    cookie, session = _login(user)
    browser.cookies[settings.SESSION_COOKIE_NAME] = cookie
    return session


def _login(user: User) -> tuple[str, Session]:
    session = make_session(user, Session.Kind.WEB)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[USER_ID] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[SESSION_ID] = str(session.pk)
    store.save(must_create=True)
    return store.session_key, session
