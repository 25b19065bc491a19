from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('posts', '0012_media_attached_to'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='media',
            index=models.Index(condition=models.Q(('attached_to', ''), ('post', None)), fields=['id'], name='media_unused'),
        ),
        RemoveIndexConcurrently(
            model_name='media',
            name='media_unposted',
        ),
    ]
