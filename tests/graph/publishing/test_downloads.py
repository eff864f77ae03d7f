"""Files of the dataset as a client takes them: in parts, checked, again, and never an old one."""

import base64
import csv
import gzip
import hashlib
import io
import json
import time
import zipfile

import openpyxl
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from cms import models
from graph.budget import opened, place
from graph.declarations import registry
from graph.identity import id_of, iri
from graph.publishing import dataset, distributions, files
from graph.publishing.dataset import Snapshot
from graph.publishing.formats import BY_EXTENSION, NTRIPLES
from graph.publishing.ranges import asked_range
from tests.fixtures import restrict
from tests.graph.publishing.conftest import body, public_resources
from tests.graph.publishing.parsers import by_oxigraph

NAMES = ["all.nt", "all.ttl.gz", "project.ttl", "project.csv"]


class Request:
    def __init__(self, **headers):
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@given(st.binary(min_size=1, max_size=40), st.integers(0, 50), st.integers(0, 50))
def test_a_range_is_what_a_slice_of_the_file_is(content, first, last):
    def asked(text):
        part = asked_range(Request(Range=text), len(content), "")
        return content if part is None else content[part.start : part.stop]

    assert asked(f"bytes={first}-") == content[first:]
    assert asked(f"bytes=-{last}") == content[max(0, len(content) - last) :]
    if first <= last:
        assert asked(f"bytes={first}-{last}") == content[first : last + 1]


@pytest.mark.parametrize("header", ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b"])
def test_what_is_no_range_is_answered_with_all(header):
    assert asked_range(Request(Range=header), 10, "") is None


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_download_that_broke_off_is_continued(project, client, name):
    whole = client.get(f"/data/{name}")
    content = body(whole)
    rest = client.get(f"/data/{name}", headers={"Range": "bytes=7-", "If-Range": whole["ETag"]})
    assert (rest.status_code, body(rest)) == (206, content[7:])
    assert rest["Content-Range"] == f"bytes 7-{len(content) - 1}/{len(content)}"
    assert rest["Content-Length"] == str(len(content) - 7)
    beyond = client.get(f"/data/{name}", headers={"Range": f"bytes={len(content)}-"})
    assert (beyond.status_code, beyond["Content-Range"], beyond.content) == (416, f"bytes */{len(content)}", b"")


@pytest.mark.django_db
def test_the_rest_of_what_has_changed_is_the_whole_of_the_new(project, client):
    before = client.get("/data/all.nt")
    body(before)
    restrict(project)
    after = client.get("/data/all.nt", headers={"Range": "bytes=7-", "If-Range": before["ETag"]})
    assert after.status_code == 200
    assert id_of(project) not in body(after).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_the_digest_is_that_of_the_file(project, client, name):
    response = client.get(f"/data/{name}")
    digest = hashlib.sha256(body(response))
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    line = client.get(f"/data/{name}.sha256").content.decode()
    assert line.startswith(f"{digest.hexdigest()}  accord")
    assert line.split()[1] in response["Content-Disposition"]


@pytest.mark.django_db
def test_a_file_is_made_once_and_older_ones_go(project, client, monkeypatch):
    first = body(client.get("/data/all.nt"))
    monkeypatch.setattr(Snapshot, "chunks", None)
    assert body(client.get("/data/all.nt")) == first
    monkeypatch.undo()
    project.unpublish()
    assert body(client.get("/data/all.nt")) != first
    names = {path.name for path in settings.DATASET_FILES.iterdir()}
    assert names == {"lock", *(f"{Snapshot.current().name}-all.nt{end}" for end in ("", ".sha256"))}


@pytest.mark.django_db
def test_what_fails_leaves_no_file(project, client, monkeypatch):
    def fail(output):
        output.write(b"half")
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        files.finished(Snapshot.current(), "all.nt", fail)
    assert [path.name for path in settings.DATASET_FILES.iterdir()] == ["lock"]
    assert client.get("/data/all.nt").status_code == 200


@pytest.mark.django_db
def test_who_waits_too_long_for_another_file_is_asked_to_come_back(project, client, monkeypatch):
    monkeypatch.setattr(files, "LONGEST_WAIT", 0.01)
    with files._alone():
        refused = client.get("/data/all.nt")
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    assert client.get("/data/all.nt").status_code == 200


@pytest.mark.django_db
def test_a_client_that_has_a_file_made_waits_for_it_and_another_one_gets_its_own(project, client):
    with opened("address 203.0.113.1"), place(files.MAKING):
        refused = client.get("/data/all.ttl", REMOTE_ADDR="203.0.113.1")
        assert (refused.status_code, refused["Retry-After"]) == (429, "5")
        assert client.get("/data/all.ttl", REMOTE_ADDR="203.0.113.2").status_code == 200
    assert client.get("/data/all.nt", REMOTE_ADDR="203.0.113.1").status_code == 200


@pytest.mark.django_db
def test_files_take_no_more_room_than_they_may(project, client, settings):
    for name in ("all.ttl", "all.nt"):
        assert client.get(f"/data/{name}").status_code == 200
    settings.DATASET_SPACE = 0
    whole = body(client.get("/data/all.trig"))
    assert len(whole) > 1000
    snapshot = Snapshot.current()
    names = ("all.ttl", "all.nt", "all.trig")
    assert [files.existing(snapshot, name) is not None for name in names] == [False, False, True]


@pytest.mark.django_db
def test_the_files_of_all_types_are_together_the_whole(content, client, monkeypatch):
    monkeypatch.setattr(dataset, "CHUNK", 2)
    whole = by_oxigraph(body(client.get("/data/all.nt")), "nt")
    slugs = [declared.graph_type.slug for declared in registry().resources]
    assert set.union(*(by_oxigraph(body(client.get(f"/data/{slug}.nt")), "nt") for slug in slugs)) == whole


@pytest.mark.django_db
def test_resources_come_in_the_order_of_their_bytes(content, cambodia):
    for code, code3 in (("A_", "A_A"), ("a-", "a-a"), ("AA", "AAA"), ("aB", "aBB")):
        models.Country.objects.create(code=code, code3=code3, m49=code, labels={"en": code})
    snapshot = Snapshot.current()
    found = [resource.graph for resource in snapshot.resources(NTRIPLES)]
    assert found == sorted(found)
    assert len(found) == len(public_resources())


def rows(client, name):
    text = body(client.get(f"/data/{name}.csv")).decode()
    return {row["iri"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@pytest.mark.django_db
def test_a_table_has_names_beside_codes(content, client):
    row = rows(client, "project")[iri(id_of(content))]
    assert (row["countries"], row["countries_name"]) == ("KH", "Cambodia")
    assert row["start_date"] == "2020-02"
    assert row["title_en"] == "Training in Phnom Penh"
    assert row["overview_en"].startswith("Quotes")
    (organisation,) = (row for row in rows(client, "organisation").values() if row["kind"])
    assert (organisation["kind"], organisation["kind_name"]) == ("government", "Government")


@pytest.mark.django_db
def test_a_part_is_a_row_that_names_its_holder(project, client):
    row = rows(client, "funding")[iri(id_of(project.fundings.get()))]
    assert row["part_of"] == iri(id_of(project))
    assert (row["amount"], row["amount_currency"], row["year"]) == ("1000.5", "EUR", "2020")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [declared.graph_type.slug for declared in registry()])
def test_each_table_has_the_columns_that_its_metadata_promises(content, client, slug):
    metadata = json.loads(client.get("/data/csv-metadata.json").content)
    (table,) = (each for each in metadata["tables"] if each["url"] == f"{slug}.csv")
    text = body(client.get(f"/data/{slug}.csv")).decode()
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    assert header == [column["name"] for column in table["tableSchema"]["columns"]]
    assert len(set(header)) == len(header)
    assert all(len(line) == len(header) for line in lines)


@pytest.mark.django_db
def test_tables_join_by_their_keys(content, client):
    metadata = json.loads(client.get("/data/csv-metadata.json").content)
    joined = 0
    for table in metadata["tables"]:
        for key in table["tableSchema"]["foreignKeys"]:
            column, reference = key["columnReference"], key["reference"]
            lines = rows(client, table["url"].removesuffix(".csv")).values()
            targets = rows(client, reference["resource"].removesuffix(".csv")).values()
            named = {line[column] for line in lines} - {""}
            assert named <= {target[reference["columnReference"]] for target in targets}, (table["url"], column)
            joined += len(named)
    funding = next(iter(rows(client, "funding").values()))
    assert joined > 3
    assert (funding["key"], funding["part_of_name"]) == (funding["iri"].rpartition("/")[2], "Training in Phnom Penh")


@pytest.mark.django_db
def test_the_archive_holds_the_tables_with_the_metadata_of_their_columns(content, client):
    archive = zipfile.ZipFile(io.BytesIO(body(client.get("/data/all.zip"))))
    assert archive.testzip() is None
    assert json.loads(archive.read("csv-metadata.json")) == json.loads(client.get("/data/csv-metadata.json").content)
    for declared in registry():
        name = f"{declared.graph_type.slug}.csv"
        assert archive.read(name) == body(client.get(f"/data/{name}"))


@pytest.mark.django_db
def test_the_workbook_holds_the_tables_and_no_formula(content, client, korea):
    korea.labels = {"en": "=1+1", "fr": "x" * 40_000}
    korea.save()
    workbook = openpyxl.load_workbook(io.BytesIO(body(client.get("/data/all.xlsx"))))
    assert workbook["about"]["B1"].value == str(Snapshot.current().sequence)
    for declared in registry():
        text = body(client.get(f"/data/{declared.graph_type.slug}.csv")).decode()
        lines = list(csv.reader(io.StringIO(text, newline="")))
        sheet = workbook[declared.graph_type.slug]
        assert (sheet.max_row, sheet.max_column) == (len(lines), len(lines[0]))
        assert not any(cell.data_type == "f" for row in sheet for cell in row)
    named = {row[1].value: row for row in workbook["country"]}["KR"]
    assert "=1+1" in [cell.value for cell in named]
    assert [len(cell.value) for cell in named if "cut" in str(cell.value)] == [32_767]
    amounts = {cell.data_type for row in workbook["funding"] for cell in row if str(cell.value) == "1000.5"}
    assert amounts == {"n"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["all.zip", "all.xlsx"])
def test_equal_tables_are_equal_bytes(content, client, name, settings, tmp_path):
    first = client.get(f"/data/{name}")
    content, digest = body(first), first["Repr-Digest"]
    assert digest == f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"
    settings.DATASET_FILES = tmp_path
    time.sleep(2.1)  # The clock of an archive counts every other second.
    assert body(client.get(f"/data/{name}")) == content


@pytest.mark.django_db
def test_what_is_hidden_is_in_no_file(content, hidden, client):
    for compressed in (False, True):
        for each in distributions.distributions(compressed):
            text = body(client.get(f"/data/{each.name}"))
            text = gzip.decompress(text) if compressed else text
            for word in ("Xdraft", "Xprivate", "Xunlinked", *hidden):
                assert word.encode() not in text, each.name


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["funding.ttl", "all.csv", "nothing.ttl", "project.xyz", "project.ttl.zip", "all.zip.gz"]
)
def test_a_file_that_does_not_exist_is_refused_with_those_that_do(project, client, name):
    response = client.get(f"/data/{name}")
    assert response.status_code == 404
    assert "use one of" in response.content.decode()


@pytest.mark.django_db
def test_every_format_is_offered_for_every_type(db):
    names = {each.name for each in distributions.distributions()}
    assert {f"all.{extension}" for extension in BY_EXTENSION} <= names
    assert {"country.csv", "country.ttl", "funding.csv"} <= names
    assert "funding.ttl" not in names
