"""Rights on files that Wagtail never asked for become those that it asks for."""

from django.db import migrations

OURS = ("imagefile", "documentfile")
THEIRS = {"imagefile": ("wagtailimages", "image"), "documentfile": ("wagtaildocs", "document")}


def ask_as_wagtail_does(apps, schema_editor):
    """Give administrators the rights on files that they were meant to have, and remove rows without an effect.

    Editors and moderators had the right ones from Wagtail, so what somebody took away from them stays away.
    """
    rows = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    permissions = apps.get_model("auth", "Permission").objects
    for row in rows.filter(permission__content_type__app_label="cms", permission__content_type__model__in=OURS):
        if row.group.name == "Administrators":
            label, model = THEIRS[row.permission.content_type.model]
            action = row.permission.codename.partition("_")[0]
            for permission in permissions.filter(content_type__app_label=label, codename=f"{action}_{model}"):
                rows.get_or_create(group=row.group, collection=row.collection, permission=permission)
        row.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0027_nothing_is_stated_by_default"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(ask_as_wagtail_does, migrations.RunPython.noop)]
