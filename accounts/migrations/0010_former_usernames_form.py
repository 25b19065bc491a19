from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Former usernames are looked up whole, so there is no need of the index by beginnings that
    Django makes for a text that is a key."""

    dependencies = [("accounts", "0009_former_usernames")]

    operations = [
        migrations.RunSQL(
            "DROP INDEX IF EXISTS former_usernames_username_709370f6_like",
            "CREATE INDEX former_usernames_username_709370f6_like"
            " ON former_usernames (username varchar_pattern_ops)",
        ),
        AddConstraintNotValid(
            model_name="formerusername",
            constraint=models.CheckConstraint(
                condition=models.Q(("username__regex", "^[a-z0-9._]{1,30}$")),
                name="former_usernames_form",
            ),
        ),
    ]
