import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations

import core.text.search


class Migration(migrations.Migration):
    """Concurrently, the new index before the old one goes: people search meanwhile."""

    atomic = False

    dependencies = [
        ("accounts", "0003_names"),
        ("core", "0004_search"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="user",
            index=django.contrib.postgres.indexes.GinIndex(
                core.text.search.WordVector("display_name"), name="users_names_search"
            ),
        ),
        RemoveIndexConcurrently(model_name="user", name="users_names"),
    ]
