"""Dated versions: the same bytes for ever, and nothing in them that is hidden now."""

import gzip
import hashlib
import io
import zipfile
from datetime import date, timedelta

import pytest
import rdflib
from django.conf import settings
from django.core.management import CommandError, call_command
from rdflib.namespace import DCAT
from wagtail.models import Locale

from cms import models
from graph import mirror
from graph.identity import id_of, iri
from graph.models import Change, DatasetVersion, Omission
from graph.publishing.versions import lines, publication, schedule, standing, verification
from tests.fixtures import publish, restrict, settle
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import by_oxigraph

pytestmark = pytest.mark.django_db
ROOT = "/dataset/versions"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATASET_VERSIONS = tmp_path / "versions"


@pytest.fixture
def first(project):
    return publication.publish_version()


def edit(page, title):
    page.title = title
    return publish(page)


def get(client, version, name="all.nq.gz", **headers):
    return client.get(f"{ROOT}/{version.name}/{name}", headers=headers)


def text(client, version, name="all.nq.gz"):
    response = get(client, version, name)
    assert response.status_code == 200, response.content
    return gzip.decompress(body(response)).decode()


def everything(client, version):
    """Return all that the files of a version say, unpacked where they are packed with gzip or as an archive."""
    found = b""
    for name in version.files:
        content = body(get(client, version, name))
        if name.endswith(".gz"):
            found += gzip.decompress(content)
        else:
            archive = zipfile.ZipFile(io.BytesIO(content))
            found += b"".join(archive.read(each) for each in archive.namelist())
    return found.decode()


def test_a_version_says_what_the_data_says_and_stays(project, first, client):
    now = body(client.get("/data/all.nq")).decode()
    assert sorted(now.splitlines()) == text(client, first).splitlines()
    before = {name: body(get(client, first, name)) for name in first.files}
    assert {"all.nq.gz", "all.ttl.gz", "all.zip", "all.xlsx", "all.jsonld.gz"} <= before.keys()
    edit(project, "Xother")
    publication.publish_version()
    assert {name: body(get(client, first, name)) for name in before} == before
    for name, content in before.items():
        assert hashlib.sha256(content).hexdigest() == first.files[name]["sha256"]
    assert not list(verification.wrong())


def test_every_format_of_a_version_says_the_same(content, client):
    version = publication.publish_version()
    expected = by_oxigraph(text(client, version, "all.nt.gz").encode(), "nt")
    for extension in ("ttl", "rdf", "jsonld"):
        assert by_oxigraph(text(client, version, f"all.{extension}.gz").encode(), extension) == expected


def test_a_difference_leads_from_a_version_to_the_next(project, first, client, index):
    edit(project, "Xother")
    publish(index.add_child(instance=models.ProjectPage(title="Newer", slug="newer")))
    second = publication.publish_version()
    removed, added = (text(client, second, f"{kind}-since-{first.name}.nq.gz") for kind in ("removed", "added"))
    this = set(text(client, first).splitlines()) - set(removed.splitlines()) | set(added.splitlines())
    assert sorted(this) == text(client, second).splitlines()
    assert "Xother" in added
    assert "Training in Phnom Penh" in removed
    assert second.name == f"{first.name}-2"


def test_nothing_new_is_no_version(project, first):
    assert publication.publish_version() is None
    assert DatasetVersion.objects.count() == 1
    assert [path.name for path in settings.DATASET_VERSIONS.iterdir() if path.is_dir()] == [first.name]


def test_files_may_be_kept_and_are_checked(first, client):
    response = get(client, first)
    assert {"max-age=31536000", "immutable", "s-maxage=0"} <= set(response["Cache-Control"].split(", "))
    content = body(response)
    rest = get(client, first, Range="bytes=7-")
    assert (rest.status_code, body(rest)) == (206, content[7:])
    again = get(client, first, **{"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    sums = get(client, first, "SHA256SUMS").content.decode()
    assert f"{hashlib.sha256(content).hexdigest()}  all.nq.gz\n" in sums


def test_what_does_not_exist_is_refused_with_a_list(first, client):
    for address in (f"{ROOT}/2001-01-01", f"{ROOT}/2001-01-01/all.nq.gz", "/data/all.ttl?version=2001-01-01"):
        response = client.get(address)
        assert response.status_code == 404
        assert standing.address(first) in response.content.decode()
    assert get(client, first, "all.pdf").status_code == 404
    assert client.get("/data/all.ttl?version=99999").status_code == 404
    assert client.get("/sparql", {"query": "ASK {?s ?p ?o}", "version": first.name}).status_code == 404


def test_a_version_is_asked_for_at_the_address_of_the_present(project, first, client):
    edit(project, "Xother")
    for asked in (first.name, first.sequence):
        response = client.get(f"/data/all.ttl?version={asked}")
        assert (response.status_code, response["Location"]) == (303, f"{standing.address(first)}/all.ttl.gz")
    settle()
    assert client.get(f"/data/all.ttl?version={mirror.ensure_fresh().sequence}").status_code == 200
    assert client.get(f"/data/project.csv?version={first.name}").status_code == 404


def hidden_at_once(client, version):
    """Return the status of each file of a version, before anything was made again."""
    return {get(client, version, name).status_code for name in version.files}


def test_what_is_made_private_is_in_no_version_from_the_next_answer_on(project, first, client):
    edit(project, "Xother")
    second = publication.publish_version()
    third = edit(project, "Xthird") and publication.publish_version()
    restrict(project)
    for version in (first, second, third):
        assert hidden_at_once(client, version) == {503}
    again = publication.renew()
    assert [each.sequence for each in again] == [first.sequence, second.sequence, third.sequence]
    for version in standing.public_versions():
        said = everything(client, version)
        for word in ("Phnom Penh", "Xother", "Xthird", str(project.translation_key), "Ministry of Culture"):
            assert word not in said
        assert "Cambodia" in said
        assert "Resources that are left out: 2;" in said
    assert not list(verification.wrong())
    gone = get(client, first)
    assert gone.status_code == 410
    assert standing.address(again[0]) in gone.content.decode()
    assert client.get(f"{ROOT}/{first.name}").status_code == 410
    assert not (settings.DATASET_VERSIONS / first.name).exists()


def test_a_private_translation_leaves_the_versions(project, client):
    french = project.copy_for_translation(Locale.objects.create(language_code="fr"), copy_parents=True)
    french = edit(french, "Formation")
    version = publication.publish_version()
    assert "Formation" in everything(client, version)
    restrict(french)
    assert hidden_at_once(client, version) == {503}
    (again,) = publication.renew()
    assert "Formation" not in everything(client, again)
    assert "Training in Phnom Penh" in everything(client, again)


def test_what_is_erased_leaves_the_versions(project, first, client):
    edit(project, "Renamed")
    second = publication.publish_version()
    call_command("purge_resource", id_of(project), reason="asked for")
    assert hidden_at_once(client, first) == {503}
    call_command("publish_dataset", "--if-due", stdout=io.StringIO())
    now = standing.newest()
    assert now == second
    first.refresh_from_db()
    assert "Phnom Penh" not in everything(client, first.replaced_by)
    assert "Phnom Penh" not in everything(client, now)
    assert get(client, now, f"removed-since-{first.name}.nq.gz").status_code == 410
    assert not list(verification.wrong())


def test_what_no_version_says_changes_none(project, first, client, index):
    other = publish(index.add_child(instance=models.ProjectPage(title="Newer", slug="newer")))
    settle()
    restrict(other)
    assert hidden_at_once(client, first) == {503}
    assert publication.renew() == []
    assert get(client, first).status_code == 200


def test_what_is_opened_and_hidden_again_is_hidden_in_every_version(project, first, client):
    restriction = restrict(project)
    settle()
    publication.renew()
    restriction.delete()
    settle()
    second = publication.publish_version()
    assert "Phnom Penh" in text(client, second)
    assert "Phnom Penh" not in text(client, standing.public_versions().first())
    restrict(project)
    assert hidden_at_once(client, second) == {503}
    assert get(client, standing.public_versions().first()).status_code == 200


def test_what_is_hidden_while_a_version_is_made_is_not_in_it(project, client, monkeypatch):
    write = publication.write_others

    def meanwhile(*arguments):
        restrict(models.ProjectPage.objects.get(pk=project.pk))
        settle()
        write(*arguments)

    monkeypatch.setattr(publication, "write_others", meanwhile)
    version = publication.publish_version()
    assert hidden_at_once(client, version) == {503}
    monkeypatch.undo()
    (again,) = publication.renew()
    assert "Phnom Penh" not in everything(client, again)


def test_a_journal_that_has_lost_its_past_lets_no_version_be_made_again(project, first, client, index):
    other = publish(index.add_child(instance=models.ProjectPage(title="Newer", slug="newer")))
    settle()
    edit(project, "Xother")
    settle()
    Change.objects.filter(sequence__lte=first.sequence).exclude(resource="none").update(kind="withdrawal")
    restrict(other)
    with pytest.raises(RuntimeError, match="does not hold all of version"):
        publication.renew()
    assert hidden_at_once(client, first) == {503}
    assert not DatasetVersion.objects.filter(status="making").exists()


def test_compaction_keeps_what_versions_are_made_of(project, first, client):
    for title in ("Second", "Xthird", "Xthird"):
        edit(project, title)
        settle()
    before = text(client, first)
    mirror.compact(Change.objects.last().recorded_at)
    epoch = mirror.ensure_fresh().epoch
    past = publication.Past(epoch, first.sequence, publication.Untold.now(), first)
    assert publication.digest_of(past) == first.digest == hashlib.sha256(before.encode()).hexdigest()


def test_old_versions_go_and_the_last_of_a_year_stays(project, client):
    days = [date(2024, 3, 1), date(2024, 9, 1), date(2025, 5, 1), date(2026, 1, 1), date(2026, 2, 1)]
    for number, day in enumerate(days):
        edit(project, f"Title {number}")
        version = publication.publish_version()
        DatasetVersion.objects.filter(pk=version.pk).update(date=day)
    removed = publication.remove_old(1)
    assert [each.date for each in removed] == [days[0], days[3]]
    assert get(client, removed[0]).status_code == 410
    assert not list(verification.wrong())
    kept = list(standing.public_versions())
    assert [each.base for each in kept] == [None, kept[0], kept[1]]


def test_verification_sees_every_fault(project, first):
    edit(project, "Xother")
    second = publication.publish_version()
    place = settings.DATASET_VERSIONS / second.name
    (place / "all.ttl.gz").write_bytes(b"")
    (place / "all.zip").unlink()
    output = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("publish_dataset", "--verify", stdout=output)
    assert "all.ttl.gz is not the file" in output.getvalue()
    assert "all.zip is missing" in output.getvalue()
    with (place / "all.nq.gz").open("wb") as raw, lines.packing(raw) as file:
        file.write(b"<urn:a> <urn:b> <urn:c> <urn:d> .\n")
    for name in ("all.ttl.gz", "all.zip"):
        del second.files[name]
    noted = hashlib.sha256((place / "all.nq.gz").read_bytes()).hexdigest()
    second.files["all.nq.gz"] = {"size": (place / "all.nq.gz").stat().st_size, "sha256": noted}
    second.save()
    faults = list(verification.wrong())
    assert any("other statements than were noted" in each for each in faults)
    assert any("with its difference" in each for each in faults)


def test_the_command_removes_a_version_by_its_name(first, client):
    call_command("publish_dataset", "--remove", first.name, stdout=io.StringIO())
    assert get(client, first).status_code == 410
    with pytest.raises(CommandError, match="There is no version"):
        call_command("publish_dataset", "--remove", "2001-01-01")


def test_the_catalogue_has_the_series_with_digests(project, first, client):
    edit(project, "Xother")
    second = publication.publish_version()
    graph = rdflib.Graph().parse(data=client.get("/dataset.ttl").content, format="turtle")
    one, two, series = (
        rdflib.URIRef(each) for each in (standing.address(first), standing.address(second), f"http://testserver{ROOT}")
    )
    assert (two, DCAT.prev, one) in graph
    assert set(graph.subjects(DCAT.inSeries, series)) == {one, two}
    checksums = {str(each) for each in graph.objects(None, rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue"))}
    assert {noted["sha256"] for noted in [*first.files.values(), *second.files.values()]} <= checksums
    alone = rdflib.Graph().parse(data=client.get(f"{ROOT}/{second.name}.ttl").content, format="turtle")
    assert (two, DCAT.prev, one) in alone
    listed = client.get(f"{ROOT}.ttl").content
    assert (one, None, None) in rdflib.Graph().parse(data=listed, format="turtle")


def test_a_citation_names_version_date_and_digest(first, client):
    for address in ("/dataset.bib", "/dataset.cff", "/dataset.datacite.json", f"{ROOT}/{first.name}.bib"):
        cited = client.get(address).content.decode()
        assert first.name in cited
        assert first.digest in cited
        assert first.date.isoformat() in cited
        assert standing.address(first) in cited


def test_people_get_pages(project, first, client):
    listed = client.get(ROOT, headers={"Accept": "text/html"}).content.decode()
    assert first.name in listed
    page = client.get(f"{ROOT}/{first.name}", headers={"Accept": "text/html"}).content.decode()
    assert first.digest in page
    assert f"{ROOT}/{first.name}/all.nq.gz" in page
    assert f"{ROOT}/{first.name}" in client.get("/dataset", headers={"Accept": "text/html"}).content.decode()
    restrict(project)
    assert "being made again" in client.get(f"{ROOT}/{first.name}", headers={"Accept": "text/html"}).content.decode()


def test_omissions_are_those_of_the_moment_of_the_snapshot(project, first):
    assert not Omission.objects.exists()
    restrict(project)
    settle()
    publication.renew()
    assert id_of(project) in set(Omission.objects.values_list("resource", flat=True))
    assert iri(id_of(project)) not in str(DatasetVersion.objects.values_list("files", "withdrawn"))


def test_a_version_is_due_once_in_its_period_when_all_is_quiet(project, settings, monkeypatch):
    settle()
    assert not schedule.is_due()
    settings.DATASET_VERSIONS_EVERY = "month"
    assert not schedule.is_due()
    monkeypatch.setattr(schedule, "SETTLED", timedelta(0))
    assert schedule.is_due()
    version = publication.publish_version()
    assert not schedule.is_due()
    edit(project, "Xother")
    settle()
    assert not schedule.is_due()
    DatasetVersion.objects.filter(pk=version.pk).update(date=date(2024, 3, 1))
    assert schedule.is_due()
    restrict(project)
    settle()
    assert schedule.is_work_to_do()
