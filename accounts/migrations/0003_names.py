import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations
from django.db.models import F, Func

WORDS = """\
to_tsvector('simple'::regconfig, translate(%(expressions)s, './:@_-+<>&~', '           '))"""


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
                Func(F("display_name"), template=WORDS, output_field=SearchVectorField()),
                name="users_names",
            ),
        ),
    ]
