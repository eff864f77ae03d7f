import wagtail.images.models
from django.db import migrations

import cms.fields.upright
from cms.pictures import Unreadable, size_of


def measure_again(apps, schema_editor):
    """Correct the size of pictures that EXIF turns; files that are lost or damaged keep what was said of them."""
    images = apps.get_model("cms", "ImageFile").objects
    for image in images.only("file", "width", "height").iterator():
        try:
            with image.file.storage.open(image.file.name) as file:
                size = size_of(file)
        except (OSError, Unreadable):
            continue
        if size != (image.width, image.height):
            images.filter(pk=image.pk).update(width=size[0], height=size[1])


class Migration(migrations.Migration):
    dependencies = [("cms", "0021_files_are_found_by_name")]

    operations = [
        migrations.AlterField(
            "imagefile",
            "file",
            cms.fields.upright.UprightImageField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.RunPython(measure_again, migrations.RunPython.noop),
    ]
