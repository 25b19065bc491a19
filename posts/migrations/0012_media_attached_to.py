from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('posts', '0011_media_in_work'),
    ]

    operations = [
        migrations.AddField(
            model_name='media',
            name='attached_to',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
    ]
