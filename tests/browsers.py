"""Browsers in which somebody is signed in, without going through the pages."""

from django.conf import settings
from django.test import Client

from accounts.models import Session, User
from accounts.services.sessions import start_web_session
from accounts.web_entrance import SESSION_ID


def sign_in(browser: Client, user: User) -> Session:
    """As at the end of every way in: Django's fresh cookie, and our session behind it."""
    browser.force_login(user)
    session = start_web_session(user=user)
    cookie = browser.session
    cookie[SESSION_ID] = str(session.pk)
    cookie.save()
    return session


def signed_in_cookie(user: User) -> str:
    """The cookie of a browser of their own."""
    browser = Client()
    sign_in(browser, user)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
