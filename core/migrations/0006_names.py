from django.db import migrations


class Migration(migrations.Migration):
    """Renames models only: their tables keep their names, so the database does nothing."""

    dependencies = [
        ('core', '0005_outbox_tasks'),
    ]

    operations = [
        migrations.RenameModel(
            old_name='Delivery',
            new_name='OutboxEntry',
        ),
        migrations.AlterModelOptions(
            name='outboxentry',
            options={'verbose_name_plural': 'outbox entries'},
        ),
        migrations.RenameModel(
            old_name='IdempotentAnswer',
            new_name='IdempotentResponse',
        ),
    ]
