from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Looks at every row, in a transaction of its own, in which others may write."""

    dependencies = [
        ('social', '0004_mute_parts'),
    ]

    operations = [
        ValidateConstraint(model_name='mute', name='mutes_something'),
    ]
