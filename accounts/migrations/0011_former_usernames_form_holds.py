from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Looks at every row, in a transaction of its own, in which others may write."""

    dependencies = [("accounts", "0010_former_usernames_form")]

    operations = [ValidateConstraint(model_name="formerusername", name="former_usernames_form")]
