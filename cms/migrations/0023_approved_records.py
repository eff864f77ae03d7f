from django.db import migrations, models

RECORDS = (("Organisation", "organisation"), ("Outcome", "outcome"))


def approve_what_is_public(apps, schema_editor):
    """Take what is public, or ever was, for approved: from now on, drafts leave it alone."""
    known = apps.get_model("graph", "Resource").objects
    for name, slug in RECORDS:
        records = apps.get_model("cms", name).objects
        records.filter(live=True).update(approved=True)
        public = known.filter(pk__startswith=f"{slug}/").values_list("pk", flat=True)
        keys = {pk.partition("/")[2] for pk in public.iterator()}
        rows = records.filter(approved=False).values_list("pk", "key").iterator()
        found = [pk for pk, key in rows if str(key) in keys]
        for start in range(0, len(found), 500):
            records.filter(pk__in=found[start : start + 500]).update(approved=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0022_pictures_stand_upright"),
        ("graph", "0006_fewer_indexes_of_references"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=slug,
                name="approved",
                field=models.BooleanField(default=False, editable=False),
            )
            for _name, slug in RECORDS
        ),
        migrations.RunPython(approve_what_is_public, migrations.RunPython.noop),
    ]
