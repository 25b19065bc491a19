from django.db import migrations, models


class Migration(migrations.Migration):
    """The purpose of a code to log in with was called `sign_in`."""

    dependencies = [
        ('accounts', '0006_leave_allauth'),
    ]

    operations = [
        migrations.AlterField(
            model_name='mailedcode',
            name='purpose',
            field=models.CharField(choices=[('verify', 'Verify'), ('change_old', 'Change Old'), ('change_new', 'Change New'), ('login', 'Login')], max_length=10),
        ),
        migrations.AlterField(
            model_name='mailrequest',
            name='purpose',
            field=models.CharField(choices=[('reset', 'Reset'), ('login', 'Login')], max_length=10),
        ),
        migrations.RunSQL(
            [
                "UPDATE mailed_codes SET purpose = 'login' WHERE purpose = 'sign_in'",
                "UPDATE mail_requests SET purpose = 'login' WHERE purpose = 'sign_in'",
            ],
            [
                "UPDATE mailed_codes SET purpose = 'sign_in' WHERE purpose = 'login'",
                "UPDATE mail_requests SET purpose = 'sign_in' WHERE purpose = 'login'",
            ],
        ),
    ]
