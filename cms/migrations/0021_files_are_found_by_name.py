from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0020_credit_is_required")]

    operations = [
        migrations.AddIndex("imagefile", models.Index(fields=["file"], name="cms_imagefi_file_81db7e_idx")),
        migrations.AddIndex("rendition", models.Index(fields=["file"], name="cms_renditi_file_cb31d8_idx")),
    ]
