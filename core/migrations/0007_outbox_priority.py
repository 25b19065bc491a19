from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='outboxentry',
            name='priority',
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
    ]
