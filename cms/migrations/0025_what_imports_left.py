"""Imports and changes of many pages remember in which state they left something, organisations included."""

import django.db.models.deletion
from django.db import migrations, models


def note_states(apps, schema_editor):
    """Until now, revisions without a user were those of imports: what has only such is as its last import left it."""
    versions = apps.get_model("cms", "SourceVersion").objects
    pages = apps.get_model("wagtailcore", "Page").objects
    published = apps.get_model("wagtailcore", "PageLogEntry").objects.filter(action="wagtail.publish")
    for number in versions.values_list("page", flat=True).distinct():
        page = pages.select_related("latest_revision").get(pk=number)
        by_people = published.filter(revision=page.live_revision_id, user__isnull=False)
        if page.latest_revision and page.latest_revision.user_id is None and not by_people.exists():
            last = versions.filter(page=number).order_by("pk").last()
            last.revision, last.public_revision = page.latest_revision_id, page.live_revision_id
            last.save()


def keep_organisations(apps, schema_editor):
    imported = apps.get_model("cms", "ImportedOrganisation").objects
    for run in apps.get_model("cms", "ImportRun").objects.all():
        for organisation in run.organisations.all():
            revision = organisation.latest_revision
            untouched = revision and revision.user_id is None and not organisation.live
            imported.create(run=run, number=organisation.pk, made=True, revision=revision.pk if untouched else None)


def note_public(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects.filter(pk=models.OuterRef("page"))
    batched = apps.get_model("cms", "BatchedPage").objects
    batched.update(public_revision=models.Subquery(pages.values("live_revision")[:1]))


class Migration(migrations.Migration):
    dependencies = [("cms", "0024_text_features"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RenameField("sourceversion", "made_page", "made"),
        migrations.AlterField(
            model_name='sourceversion',
            name='made',
            field=models.BooleanField(default=False, help_text='The import created it.'),
        ),
        migrations.AddField(
            model_name='batchedpage',
            name='public_revision',
            field=models.BigIntegerField(help_text='The public revision that the batch has left behind.', null=True),
        ),
        migrations.AddField(
            model_name='sourceversion',
            name='public_revision',
            field=models.BigIntegerField(help_text='The public revision afterwards.', null=True),
        ),
        migrations.AddField(
            model_name='sourceversion',
            name='revision',
            field=models.BigIntegerField(help_text='The newest revision afterwards.', null=True),
        ),
        migrations.AlterField(
            model_name='sourceversion',
            name='previous_revision',
            field=models.BigIntegerField(help_text='The newest revision before, where the import changed something that was there.', null=True),
        ),
        migrations.CreateModel(
            name='ImportedOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made', models.BooleanField(default=False, help_text='The import created it.')),
                ('previous_revision', models.BigIntegerField(help_text='The newest revision before, where the import changed something that was there.', null=True)),
                ('was_live', models.BooleanField(default=False)),
                ('revision', models.BigIntegerField(help_text='The newest revision afterwards.', null=True)),
                ('public_revision', models.BigIntegerField(help_text='The public revision afterwards.', null=True)),
                ('number', models.BigIntegerField(help_text='Of the organisation. No foreign key, which would protect it from being deleted by hand.')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imported_organisations', to='cms.importrun')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(note_states, migrations.RunPython.noop),
        migrations.RunPython(keep_organisations, migrations.RunPython.noop),
        migrations.RunPython(note_public, migrations.RunPython.noop),
    ]
