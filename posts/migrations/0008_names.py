import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Renames a model, two fields and two labels; tables and columns keep their names.

    The state of a field that is renamed does not follow into indexes, constraints and composite
    keys, so they are declared anew, without work for the database.
    """

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0006_names'),
        ('posts', '0007_comment_deleted_at'),
    ]

    operations = [
        migrations.RenameModel(
            old_name='TaggedPerson',
            new_name='TaggedUser',
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name='taggeduser', name='tagged_in'),
                migrations.RenameField(model_name='taggeduser', old_name='person', new_name='user'),
                migrations.AlterField(
                    model_name='taggeduser',
                    name='user',
                    field=models.ForeignKey(db_column='person_id', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tagged_in', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='taggeduser',
                    name='pk',
                    field=models.CompositePrimaryKey('post_id', 'user_id', blank=True, editable=False, primary_key=True, serialize=False),
                ),
                migrations.AddIndex(
                    model_name='taggeduser',
                    index=models.Index(fields=['user', 'state', '-post'], name='tagged_in'),
                ),
                migrations.RemoveIndex(model_name='mention', name='mentions_by_post'),
                migrations.RemoveConstraint(model_name='mention', name='mentions_once_in_caption'),
                migrations.RemoveConstraint(model_name='mention', name='mentions_once_in_comment'),
                migrations.RenameField(model_name='mention', old_name='person', new_name='user'),
                migrations.AlterField(
                    model_name='mention',
                    name='user',
                    field=models.ForeignKey(db_column='person_id', on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddIndex(
                    model_name='mention',
                    index=models.Index(fields=['post', 'user'], name='mentions_by_post'),
                ),
                migrations.AddConstraint(
                    model_name='mention',
                    constraint=models.UniqueConstraint(condition=models.Q(('comment__isnull', True)), fields=('post', 'user'), name='mentions_once_in_caption'),
                ),
                migrations.AddConstraint(
                    model_name='mention',
                    constraint=models.UniqueConstraint(condition=models.Q(('comment__isnull', False)), fields=('comment', 'user'), name='mentions_once_in_comment'),
                ),
            ],
        ),
        migrations.AlterField(
            model_name='post',
            name='audience',
            field=models.CharField(choices=[('public', 'Everyone'), ('followers', 'Followers'), ('close_friends', 'Close friends')], db_default='public', default='public', max_length=13),
        ),
        migrations.AlterField(
            model_name='post',
            name='comments_from',
            field=models.CharField(choices=[('everyone', 'Everyone'), ('followers', 'Followers'), ('mentioned', 'People mentioned in the caption'), ('nobody', 'Nobody')], db_default='everyone', default='everyone', max_length=9),
        ),
        # Tags that wait to be announced.
        migrations.RunSQL(
            "UPDATE outbox SET payload = payload - 'person_id' ||"
            " jsonb_build_object('user_id', payload->'person_id')"
            " WHERE event = 'Tagged' AND payload ? 'person_id'",
            "UPDATE outbox SET payload = payload - 'user_id' ||"
            " jsonb_build_object('person_id', payload->'user_id')"
            " WHERE event = 'Tagged' AND payload ? 'user_id'",
        ),
    ]
