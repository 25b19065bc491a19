"""The pages under /accounts/ by which one comes in, and shows whose mailbox it is."""

from django.urls import path

from accounts.views import (
    auth,
    codes,
    email,
    passkeys,
    passwords,
    second_factor,
    verification,
)

urlpatterns = [
    path("login/", auth.login, name="account_login"),
    path("login/code/", codes.request_code, name="account_request_code"),
    path("login/code/enter/", codes.enter_code, name="account_enter_code"),
    path("login/second-factor/", second_factor.second_factor, name="mfa_authenticate"),
    path("login/passkey/", passkeys.login, name="account_passkey_login"),
    path("login/passkey/options/", passkeys.login_options, name="account_passkey_options"),
    path("logout/", auth.logout, name="account_logout"),
    path("session/", auth.session_state, name="account_session"),
    path("signup/", auth.signup, name="account_signup"),
    path("signup/username/", auth.username_state, name="account_username_state"),
    path("signup/passkey/", passkeys.offer, name="account_passkey_offer"),
    path("email/verify/", verification.verify, name="account_verify"),
    path("email/verify/again/", verification.verify_again, name="account_verify_again"),
    path("email/verify/<str:token>/", verification.verify_link, name="account_verify_link"),
    path("email/correct/", verification.correct_email, name="account_correct_email"),
    path("email/change/", email.change, name="account_change_email"),
    path("email/change/confirm/", email.confirm, name="account_confirm_email"),
    path("email/change/cancel/", email.cancel, name="account_cancel_email"),
    path("password/change/", passwords.change, name="account_change_password"),
    path("password/reset/", passwords.request_reset, name="account_reset_password"),
    path("password/reset/sent/", passwords.reset_requested, name="account_reset_requested"),
    path("password/reset/<str:token>/", passwords.reset, name="account_reset_confirm"),
]
