from django.db import migrations


class Migration(migrations.Migration):
    """By itself, because PostgreSQL alters no table in the transaction that has written its rows."""

    dependencies = [("cms", "0025_what_imports_left")]

    operations = [migrations.RemoveField("importrun", "organisations")]
