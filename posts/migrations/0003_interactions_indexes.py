"""What would hold up writers if it were done in one transaction with the columns."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('posts', '0002_interactions'),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE comments VALIDATE CONSTRAINT comments_likes_count_check", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            "ALTER TABLE comments VALIDATE CONSTRAINT comments_replies_count_check", migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name='comment',
            index=models.Index(condition=models.Q(('parent__isnull', True)), fields=['post', '-id'], name='comments_top'),
        ),
        AddIndexConcurrently(
            model_name='comment',
            index=models.Index(condition=models.Q(('parent__isnull', False)), fields=['parent', 'id'], name='comments_replies'),
        ),
        AddIndexConcurrently(
            model_name='comment',
            index=models.Index(condition=models.Q(('pinned_at__isnull', False)), fields=['post'], name='comments_pinned'),
        ),
        AddIndexConcurrently(
            model_name='like',
            index=models.Index(fields=['post', 'created_at', 'user'], name='likes_list'),
        ),
        AddIndexConcurrently(
            model_name='media',
            index=models.Index(fields=['folder'], name='media_by_folder'),
        ),
        AddIndexConcurrently(
            model_name='post',
            index=models.Index(condition=models.Q(('pinned_at__isnull', False)), fields=['author'], name='posts_pinned'),
        ),
        AddIndexConcurrently(
            model_name='post',
            index=models.Index(condition=models.Q(('audience', 'public'), _negated=True), fields=['author'], name='posts_limited'),
        ),
        AddIndexConcurrently(
            model_name='post',
            index=models.Index(condition=models.Q(('archived_at__isnull', False)), fields=['author', '-id'], name='posts_archived'),
        ),
    ]
