"""Second factors move from django-allauth's tables to our own, and its tables go.

On the way back, the recovery codes that are left cannot be restored, since only their digests are
kept: their owners have none until they make new ones. Authenticator apps and passkeys are kept.
"""

import hmac
import json
from hashlib import sha256

from django.conf import settings
from django.db import migrations, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.crypto import salted_hmac
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    RegistrationResponse,
)

from accounts.auth.encryption import decrypt

OLD_TABLES = ("account_emailconfirmation", "account_emailaddress", "mfa_authenticator")
OLD_MIGRATIONS = {
    "account": [
        "0001_initial",
        "0002_email_max_length",
        "0003_alter_emailaddress_create_unique_verified_email",
        "0004_alter_emailaddress_drop_unique_email",
        "0005_emailaddress_idx_upper_email",
        "0006_emailaddress_lower",
        "0007_emailaddress_idx_email",
        "0008_emailaddress_unique_primary_email_fixup",
        "0009_emailaddress_unique_primary_email",
    ],
    "mfa": ["0001_initial", "0002_authenticator_timestamps", "0003_authenticator_type_uniq"],
}


def move(apps, schema_editor):
    present = set(schema_editor.connection.introspection.table_names())
    if "mfa_authenticator" in present:
        for row in apps.get_model("accounts", "OldAuthenticator").objects.iterator():
            MOVES[row.type](apps, row)
    for table in OLD_TABLES:
        if table in present:
            schema_editor.execute(f"DROP TABLE {table}")


def move_totp(apps, row):
    apps.get_model("accounts", "Totp").objects.create(
        user_id=row.user_id,
        secret=row.data["secret"],
        last_step=row.data.get("counter", -1),
        created_at=row.created_at,
    )


def move_recovery_codes(apps, row):
    codes = apps.get_model("accounts", "RecoveryCode").objects
    for code in unused_codes(row.data):
        value = f"{row.user_id}:{code}"
        digest = salted_hmac("accounts.RecoveryCode", value, algorithm="sha256").digest()
        codes.create(user_id=row.user_id, digest=digest)


def unused_codes(data):
    """As allauth.mfa.recovery_codes derives them from the seed."""
    digest = hmac.new(decrypt(data["seed"]).encode(), digestmod="sha1")
    codes = []
    for number in range(10):
        digest.update(f"{number:3},".encode())
        codes.append(f"{int.from_bytes(digest.digest()[:4], 'big') % 10**8:08}")
    return [code for number, code in enumerate(codes) if not data["used_mask"] & (1 << number)]


def move_passkey(apps, row):
    made = RegistrationResponse.from_dict(row.data["credential"]).response.attestation_object
    apps.get_model("accounts", "Passkey").objects.create(
        user_id=row.user_id,
        name=row.data["name"],
        credential=bytes(made.auth_data.credential_data),
        sign_count=made.auth_data.counter,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
    )


MOVES = {"totp": move_totp, "recovery_codes": move_recovery_codes, "webauthn": move_passkey}


def move_back(apps, schema_editor):
    for model in ("OldEmailAddress", "OldEmailConfirmation", "OldAuthenticator"):
        schema_editor.create_model(apps.get_model("accounts", model))
    recorder = MigrationRecorder(schema_editor.connection)
    applied = recorder.applied_migrations()
    for app, names in OLD_MIGRATIONS.items():
        for name in names:
            if (app, name) not in applied:
                recorder.record_applied(app, name)
    authenticators = apps.get_model("accounts", "OldAuthenticator").objects
    for totp in apps.get_model("accounts", "Totp").objects.iterator():
        authenticators.create(
            user_id=totp.user_id,
            type="totp",
            data={"secret": totp.secret, "counter": totp.last_step},
            created_at=totp.created_at,
        )
    for passkey in apps.get_model("accounts", "Passkey").objects.iterator():
        authenticators.create(
            user_id=passkey.user_id,
            type="webauthn",
            data={"name": passkey.name, "credential": registration(passkey)},
            created_at=passkey.created_at,
            last_used_at=passkey.last_used_at,
        )
    for model in ("Totp", "RecoveryCode", "Passkey"):
        apps.get_model("accounts", model).objects.all().delete()


def registration(passkey):
    """A browser's answer that holds the passkey, in place of the one that is not kept."""
    credential = AttestedCredentialData(bytes(passkey.credential))
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    made = AuthenticatorData.create(
        sha256(b"").digest(), flags, passkey.sign_count % 2**32, credential
    )
    client = json.dumps({"type": "webauthn.create", "challenge": "", "origin": ""}).encode()
    return {
        "id": websafe_encode(credential.credential_id),
        "rawId": websafe_encode(credential.credential_id),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
        },
        "clientExtensionResults": {},
    }


def owner(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", **options
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_second_factors")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    "OldEmailAddress",
                    [
                        ("id", models.AutoField(primary_key=True)),
                        ("user", owner()),
                        ("email", models.EmailField(db_index=True, max_length=254)),
                        ("verified", models.BooleanField(default=False)),
                        ("primary", models.BooleanField(default=False)),
                    ],
                    options={"db_table": "account_emailaddress"},
                ),
                migrations.CreateModel(
                    "OldEmailConfirmation",
                    [
                        ("id", models.AutoField(primary_key=True)),
                        (
                            "email_address",
                            models.ForeignKey("accounts.OldEmailAddress", models.CASCADE),
                        ),
                        ("created", models.DateTimeField(default=timezone.now)),
                        ("sent", models.DateTimeField(null=True)),
                        ("key", models.CharField(max_length=64, unique=True)),
                    ],
                    options={"db_table": "account_emailconfirmation"},
                ),
                migrations.CreateModel(
                    "OldAuthenticator",
                    [
                        ("id", models.BigAutoField(primary_key=True)),
                        ("type", models.CharField(max_length=20)),
                        ("data", models.JSONField()),
                        ("created_at", models.DateTimeField(default=timezone.now)),
                        ("last_used_at", models.DateTimeField(null=True)),
                        ("user", owner()),
                    ],
                    options={
                        "db_table": "mfa_authenticator",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "type"),
                                condition=models.Q(type__in=("totp", "recovery_codes")),
                                name="unique_authenticator_type",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(move, move_back),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("OldAuthenticator"),
                migrations.DeleteModel("OldEmailConfirmation"),
                migrations.DeleteModel("OldEmailAddress"),
            ],
        ),
    ]
