"""Each page gets a copy key of its own: the column came with one value for all that were there."""

import uuid

from django.db import migrations

PAGES = ("ActivityPage", "ProgrammePage", "ProjectPage")


def give_keys(apps, schema_editor):
    for name in PAGES:
        model = apps.get_model("cms", name)
        for key in model.objects.values_list("pk", flat=True).iterator():
            model.objects.filter(pk=key).update(copy_key=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_pages_that_are_withheld")]
    operations = [migrations.RunPython(give_keys, migrations.RunPython.noop)]
