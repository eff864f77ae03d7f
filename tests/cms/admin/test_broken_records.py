"""A record that cannot be read stops no report, no job and no form, and its editor is told of it."""

import json
import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.background import jobs
from cms.models import NewsPage, Organisation, ProjectPage, RecordQuality
from graph import mirror
from tests.fixtures import public, publish
from tests.forms import form_data
from tests.kept import kept
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db
SENTENCE = "cannot be read, so nobody is shown this"


def write(record, column, value):
    """Past every form and every model, as a faulty migration does."""
    table = record._meta.get_field(column).model._meta
    with connection.cursor() as cursor:
        statement = f'UPDATE {table.db_table} SET "{column}" = %s WHERE {table.pk.column} = %s'  # noqa: S608 our own names
        cursor.execute(statement, [value, record.pk])


@kept
def healthy(project, index):
    page = ProjectPage(title="Healthy project", slug="healthy", overview="<p>Fine.</p>")
    index.add_child(instance=page)
    return publish(page)


@pytest.fixture
def broken(healthy, project):
    """Its date is none, in its row and in its draft."""
    public()
    write(project, "start_date", "2020-13-45")
    content = project.latest_revision.content | {"start_date": "2020-13-45"}
    Revision.objects.filter(pk=project.latest_revision_id).update(content=content)
    mirror.drain_completely()
    return project


@pytest.fixture
def unreadable(healthy, project):
    """Its draft is of no shape that this version knows."""
    draft = project.save_revision()
    Revision.objects.filter(pk=draft.pk).update(content=["nothing", "of", "it"])
    return project


def test_a_record_that_cannot_be_read_takes_no_other_with_it(broken, healthy, client):
    assert public() & {f"project/{broken.translation_key}", f"project/{healthy.translation_key}"} == {
        f"project/{healthy.translation_key}"
    }
    assert client.get(healthy.url).status_code == 200
    assert client.get(broken.url).status_code == 404
    assert client.get("/health/ready").json()["failures"] == 1


@pytest.mark.parametrize("which", ["broken", "unreadable"])
def test_the_report_names_it_beside_all_others(which, request, healthy, editor):
    record = request.getfixturevalue(which)
    shown = editor.get("/admin/reports/quality/").content.decode()
    assert record.title in shown and healthy.title in shown
    assert SENTENCE in shown
    exported = b"".join(editor.get("/admin/reports/quality/?export=csv").streaming_content).decode()
    assert healthy.title in exported and SENTENCE in exported


@pytest.mark.parametrize("which", ["broken", "unreadable"])
def test_the_job_that_checks_records_checks_the_others_and_logs_it_by_number(which, request, healthy, caplog):
    record = request.getfixturevalue(which)
    with caplog.at_level(logging.ERROR):
        jobs.check_records(threading.Event())
    assert RecordQuality.objects.get(page=record).errors == 1
    assert RecordQuality.objects.filter(page=healthy).exists()
    assert f"project {record.pk}" in caplog.text


@pytest.mark.parametrize("which", ["broken", "unreadable"])
@pytest.mark.parametrize("name", mostly_slow(["edit", "history", "usage", "view_draft", "copy"], 2))
def test_its_form_and_what_belongs_to_it_open(which, name, request, editor):
    record = request.getfixturevalue(which)
    response = editor.get(reverse(f"wagtailadmin_pages:{name}", args=[record.pk]))
    assert response.status_code == 200
    if name == "edit":
        assert SENTENCE in response.content.decode()


@pytest.mark.parametrize("address", ["/admin/", "/admin/content/projects/", "/admin/content/projects/?export=csv"])
@pytest.mark.parametrize("which", ["broken", "unreadable"])
def test_lists_show_it_beside_all_others(which, address, request, healthy, editor):
    record = request.getfixturevalue(which)
    response = editor.get(address)
    shown = b"".join(response.streaming_content if response.streaming else [response.content]).decode()
    assert response.status_code == 200
    assert record.title in shown and healthy.title in shown


@pytest.mark.parametrize("which", ["broken", "unreadable"])
def test_what_it_says_is_a_sentence_and_no_error(which, request, editor):
    record = request.getfixturevalue(which)
    response = editor.get(reverse("page_statements", args=[record.pk]))
    assert response.status_code == 200
    assert which == "unreadable" or SENTENCE in response.content.decode()


def test_a_scheduled_page_that_cannot_be_read_keeps_no_other_waiting(healthy, project, caplog):
    past = timezone.now() - timedelta(minutes=1)
    for page, title in ((project, "Never seen"), (healthy, "Now seen")):
        page.title = title
        page.save_revision(approved_go_live_at=past)
    due = Revision.objects.for_instance(project).order_by("pk").last()
    Revision.objects.filter(pk=due.pk).update(content=["nothing"], approved_go_live_at=past - timedelta(hours=1))
    with caplog.at_level(logging.ERROR):
        jobs.publish_scheduled(threading.Event())
    assert set(ProjectPage.objects.values_list("title", flat=True)) == {"Training in Phnom Penh", "Now seen"}
    assert f"revision {due.pk}" in caplog.text


def test_an_unreadable_draft_publishes_nothing_by_itself(index, editor):
    """What the form shows instead, nobody has approved."""
    page = ProjectPage(title="Never approved", slug="never", live=False)
    index.add_child(instance=page)
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(content={"title": 5, "country_links": 7})
    editor.post("/admin/bulk/wagtailcore/page/publish/?next=/admin/&id=" + str(page.pk), {"next": "/admin/"})
    jobs.publish_scheduled(threading.Event())
    assert not ProjectPage.objects.get(pk=page.pk).live


BLOCKS = ['[7, {"a": 1}]', '{"a": 1}', '[{"type": "paragraph", "value": 5}]', "5"]


@pytest.mark.parametrize("stored", mostly_slow(BLOCKS, 2))
def test_blocks_of_no_shape_hide_no_other_page(index, editor, client, stored):
    pages = []
    for title in ("Odd news", "Good news"):
        page = NewsPage(title=title, slug=title.partition(" ")[0].lower(), date="2020")
        index.get_parent().add_child(instance=page)
        pages.append(publish(page))
    odd, good = pages
    public()
    write(odd, "body", stored)
    mirror.drain_completely()
    assert client.get(good.url).status_code == 200
    listed = editor.get("/admin/content/news/").content.decode()
    assert odd.title in listed and good.title in listed
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[odd.pk])).status_code == 200
    shown = editor.get("/admin/reports/quality/").content.decode()
    assert odd.title in shown and good.title in shown


LINKS = [
    '<p><a linktype="page">words</a></p>',
    '<p><a linktype="page" id="">words</a></p>',
    '<p><a linktype="page" id="12.0">words</a></p>',
    '<p><a linktype="document" id="abc">words</a></p>',
    '<p><a>words</a><embed embedtype="image"/><embed embedtype="image" id="x" alt=""/></p>',
]


@pytest.mark.parametrize("stored", mostly_slow(LINKS, 2))
def test_the_form_of_a_page_with_a_link_without_an_id_opens_with_its_words(project, editor, stored):
    content = project.latest_revision.content | {"overview": stored}
    Revision.objects.filter(pk=project.latest_revision_id).update(content=content)
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[project.pk]))
    assert response.status_code == 200
    assert "words" in response.content.decode()


@pytest.mark.parametrize("sent", mostly_slow(["<p>no JSON</p>", '{"blocks": 5}', "[]", "5"], 2))
def test_formatted_text_that_is_no_json_gets_an_error_at_its_field(project, editor, sent):
    address = reverse("wagtailadmin_pages:edit", args=[project.pk])
    fields = form_data(editor.get(address)) | {"overview": sent}
    response = editor.post(address, fields)
    assert response.status_code == 200
    assert "arrived in a form that cannot be read" in response.content.decode()


@pytest.mark.parametrize("labels", [7, "Ministry", {"en": 5}, {"en": "Right", "fr": ["wrong"]}, None])
def test_labels_of_no_shape_hide_no_other_organisation(labels, donor, korea, editor):
    other = Organisation.objects.create(labels={"en": "River Fund"})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cms_organisation SET labels = %s WHERE id = %s", [json.dumps(labels), donor.pk])
    shown = editor.get("/admin/snippets/cms/organisation/").content.decode()
    assert "River Fund" in shown
    for record in (donor, other):
        assert editor.get(f"/admin/snippets/cms/organisation/edit/{record.pk}/").status_code == 200
