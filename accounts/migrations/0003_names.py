import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

import accounts.searching


class Migration(migrations.Migration):
    """Concurrently: people sign up while the index is made, which no transaction can hold."""

    atomic = False

    dependencies = [
        ("accounts", "0002_trust"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="user",
            index=django.contrib.postgres.indexes.GinIndex(
                accounts.searching.NameWords("display_name"), name="users_names"
            ),
        ),
    ]
