import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0001_initial'),
        ('posts', '0012_media_attached_to'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='media',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='posts.media'),
        ),
    ]
