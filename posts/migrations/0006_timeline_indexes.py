from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('posts', '0005_media_has_avif'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='post',
            index=models.Index(condition=models.Q(('archived_at', None), ('deleted_at', None), ('state', 'ready'), models.Q(('audience', 'close_friends'), _negated=True)), fields=['author', '-id'], name='posts_shown'),
        ),
        AddIndexConcurrently(
            model_name='post',
            index=models.Index(condition=models.Q(('audience', 'close_friends')), fields=['author', '-id'], name='posts_to_close_friends'),
        ),
    ]
