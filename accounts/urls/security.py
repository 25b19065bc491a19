"""The settings pages of security and sessions, under /accounts/settings/."""

from django.urls import path

from accounts.views import passkeys, security, totp

urlpatterns = [
    path("security/", security.security, name="settings_security"),
    path("sessions/", security.sessions, name="settings_sessions"),
    path("sessions/end/", security.end_others, name="settings_end_sessions"),
    path("sessions/<uuid:session_id>/end/", security.end_one, name="settings_end_session"),
    path("two-factor/", totp.begin, name="settings_totp"),
    path("two-factor/confirm/", totp.confirm, name="settings_totp_confirm"),
    path("two-factor/off/", totp.switch_off, name="settings_totp_off"),
    path("recovery-codes/", totp.renew_codes, name="settings_recovery_codes"),
    path("recovery-codes/save/", totp.save_codes, name="settings_save_codes"),
    path("passkeys/", passkeys.passkeys, name="settings_passkeys"),
    path("passkeys/add/", passkeys.add, name="settings_add_passkey"),
    path("passkeys/add/options/", passkeys.add_options, name="settings_passkey_options"),
    path("passkeys/<int:passkey_id>/rename/", passkeys.rename, name="settings_rename_passkey"),
    path("passkeys/<int:passkey_id>/remove/", passkeys.remove, name="settings_remove_passkey"),
]
