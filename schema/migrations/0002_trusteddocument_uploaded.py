import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("schema", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="trusteddocument",
            name="uploaded",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]
