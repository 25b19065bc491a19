from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('posts', '0010_filtered_words_as_typed'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='media',
            index=models.Index(condition=models.Q(('status', 'processing')), fields=['owner'], name='media_in_work'),
        ),
    ]
