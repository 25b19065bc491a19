from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('posts', '0008_names'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='media',
            index=models.Index(condition=models.Q(('post', None)), fields=['id'], name='media_unposted'),
        ),
    ]
